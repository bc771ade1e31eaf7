import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { limits } from "../../support/limits.ts";
import { packed, tar } from "../../support/packed.ts";

const root = resolve(import.meta.dirname, "../../..");

/** How a command ended. */
export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Somebody's project outside the repository, with the kit from its tarball. */
export interface Consumer {
  /** Real path of the project. */
  folder: string;
  tarball: string;
  run(command: string, ...args: string[]): Ended;
  /** The `modelkeep` command of the package. */
  modelkeep(...words: string[]): Ended;
  /** Brings the stack file of an example as the repository has it. */
  bring(stack: string): void;
  remove(): void;
}

/** Packs the kit and installs it from the registry's packages in an empty folder, as `npm install modelkeep` does. */
export async function consumer(): Promise<Consumer> {
  const { tarball } = await packed();
  const above = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-consumer-")));
  const folder = join(above, "keep");
  mkdirSync(folder);
  const env = { ...process.env, npm_config_prefer_offline: "true", npm_config_update_notifier: "false", NO_COLOR: "1" };
  const run = (command: string, ...args: string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      encoding: "utf8",
      timeout: limits.wait,
      env,
      maxBuffer: 2 ** 28,
    });
    return { status, stdout, stderr };
  };
  const installed = run("npm", "install", "--ignore-scripts", "--no-fund", "--no-audit", tarball);
  if (installed.status !== 0) throw new Error(`npm install: ${installed.stderr}`);
  return {
    folder,
    tarball,
    run,
    modelkeep: (...words) => run("npx", "--no", "--", "modelkeep", ...words),
    bring: (stack) => copyFileSync(join(root, `examples/Pulumi.${stack}.yaml`), join(folder, `Pulumi.${stack}.yaml`)),
    remove: () => rmSync(above, { recursive: true, force: true }),
  };
}

/**
 * Packs the kit once more as another version, with one default of the settings changed.
 * @returns path of the tarball, beside the project
 */
export function nextVersion({ folder, tarball }: Pick<Consumer, "folder" | "tarball">, version: string): string {
  const work = mkdtempSync(join(folder, "..", "next-"));
  tar(["xzf", tarball], work);
  const edit = (path: string, from: string, to: string) => {
    const file = join(work, "package", path);
    const text = readFileSync(file, "utf8");
    if (text.split(from).length !== 2) throw new Error(`${path}: ${from} stands there ${text.split(from).length - 1} times`);
    writeFileSync(file, text.replace(from, to));
  };
  const { version: before } = JSON.parse(readFileSync(join(work, "package/package.json"), "utf8")) as { version: string };
  edit("package.json", `"version": "${before}"`, `"version": "${version}"`);
  edit("infra/settings/eks-settings.js", ".default(400)", ".default(731)");
  const { status, stderr } = spawnSync("npm", ["pack", "--silent", "--pack-destination", work], {
    cwd: join(work, "package"),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`npm pack: ${stderr}`);
  return join(work, `modelkeep-${version}.tgz`);
}
