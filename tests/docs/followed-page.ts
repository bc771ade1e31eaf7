import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { asScript, type Fills } from "../../dev/follow-page/as-script.ts";
import { stepsOf } from "../../dev/follow-page/page-steps.ts";

const root = resolve(import.meta.dirname, "../..");

/** A folder as after a clone: what the reader changes is a copy. */
export function clonedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-page-"));
  const own = ["Pulumi.yaml", "package.json", "package-lock.json", ".npmrc"];
  for (const name of readdirSync(root).filter((one) => !one.startsWith(".") && ![...own, "examples"].includes(one)))
    symlinkSync(join(root, name), join(folder, name));
  for (const name of own) cpSync(join(root, name), join(folder, name));
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  return folder;
}

/**
 * Follows a page of the documentation word for word, with a state of its own in the folder.
 * @param env of a shell with a cluster and an engine
 * @returns what each step printed, by its name, in the order of the page
 * @throws Error with what was printed where a command fails
 */
export async function followPage(page: string, folder: string, fills: Fills, env: NodeJS.ProcessEnv): Promise<Map<string, string>> {
  const state = join(folder, "state");
  mkdirSync(state, { recursive: true });
  writeFileSync(join(folder, "script.sh"), asScript(page, stepsOf(readFileSync(join(root, page), "utf8")), fills));
  const { stdout } = await promisify(execFile)("bash", ["script.sh"], {
    cwd: folder,
    maxBuffer: 2 ** 28,
    env: {
      ...env,
      NO_COLOR: "1",
      PULUMI_BACKEND_URL: pathToFileURL(state).href,
      PULUMI_CONFIG_PASSPHRASE: "modelkeep",
      // Who follows the page says yes; a script has no one to ask.
      PULUMI_SKIP_CONFIRMATIONS: "true",
    },
  });
  const steps = stdout.split(/^== /m).slice(1);
  return new Map(steps.map((step) => [/^[a-z]+/.exec(step)?.[0] ?? "", step]));
}
