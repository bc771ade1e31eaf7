import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { bareEnvironment } from "../../engine/in-process/bare-environment.ts";
import { PreviewError } from "../../engine/preview.ts";
import { npmErrors } from "./npm-errors.ts";

const run = promisify(execFile);

/** Where packages are needed, and where they may be installed already. */
export interface PackageFolders {
  /** Top of the checkout. */
  checkout: string;
  /** Folder of the project within it. */
  project: string;
  /** Top of the original working tree. */
  installed: string;
}

/**
 * Provides a checkout with its packages: those installed in the working tree, where both lock files agree, or else its own, installed
 * from its lock file. Package scripts do not run, so that a pull request's lock file cannot run code by itself.
 * @throws PreviewError where npm cannot install them
 */
export async function bringPackages({ checkout, project, installed }: PackageFolders): Promise<void> {
  const folder = packageFolder(project, checkout);
  if (folder === undefined || existsSync(join(folder, "node_modules"))) return;
  const twin = join(installed, relative(checkout, folder));
  const [wanted, there] = await Promise.all([lockOf(folder), lockOf(twin)]);
  if (wanted === there && existsSync(join(twin, "node_modules"))) {
    await symlink(join(twin, "node_modules"), join(folder, "node_modules"), "junction");
    return;
  }
  if (wanted === undefined)
    throw new PreviewError([
      `${relative(checkout, folder) || "the commit"} has a package.json but no package-lock.json, so its packages are unknown: commit the lock file`,
    ]);
  await install(folder);
}

/** The nearest folder with a package.json, from the project up to the top of the checkout. */
function packageFolder(project: string, checkout: string): string | undefined {
  for (let folder = project; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (relative(checkout, folder) === "") return undefined;
  }
}

const lockOf = (folder: string) => readFile(join(folder, "package-lock.json"), "utf8").catch(() => undefined);

/** Environment variables that npm itself needs to reach a registry; an `.npmrc` of the commit can refer to no others. */
const forNpm = /^(https?_proxy|no_proxy|npm_config_(registry|cache|userconfig|cafile|prefer_offline|offline))$/i;

async function install(folder: string): Promise<void> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => forNpm.test(name)));
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  await run(npm, ["ci", "--ignore-scripts", "--no-fund", "--no-audit"], {
    cwd: folder,
    env: { ...bareEnvironment(process.env), ...own },
    maxBuffer: 2 ** 26,
  }).catch((error: { stderr?: string; message: string }) => {
    const said = npmErrors(error.stderr ?? "");
    throw new PreviewError([
      [
        `the packages of the commit differ from those installed here, and cannot be installed from its package-lock.json:`,
        ...said.slice(0, 8),
      ].join("\n"),
    ]);
  });
}
