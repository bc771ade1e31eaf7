import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What decides what is deployed or judged, from the folder of the kit: code, charts and facts, and the packages that it is locked to. A test
 * holds that every other folder is named in {@link besides}.
 */
export const decisive: readonly string[] = [
  "Pulumi.yaml",
  "package.json",
  "package-lock.json",
  "bin",
  "catalog",
  "charts",
  "cli",
  "diff",
  "engine",
  "evidence",
  "export",
  "html",
  "infra",
  "pipelines",
  "plan-report",
  "planner",
  "policies",
  "render",
  "terminal",
  "tunnel",
  "dev/node",
];

/** What decides nothing of it: it tests, tells, or makes what is checked in. */
export const besides: readonly string[] = ["dev", "docs", "examples", "schema", "tests"];

/** Left out wherever they stand: installed packages (the lock file names them), caches, what Python compiled, words. */
const leftOut = /^(node_modules|__pycache__|\..*|.*\.md)$/;

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Every decisive file of a folder of the kit, by its path in it with `/`, with the SHA-256 of its bytes; sorted, and empty where there is none. */
export function programFiles(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    const whole = join(root, path);
    const stat = statSync(whole, { throwIfNoEntry: false });
    if (stat?.isFile()) found[path] = sha256(readFileSync(whole));
    if (!stat?.isDirectory()) return;
    for (const name of readdirSync(whole).sort()) if (!leftOut.test(name)) visit(`${path}/${name}`);
  };
  for (const path of decisive) visit(path);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
