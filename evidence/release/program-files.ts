import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Files of the kit that determine what is deployed or how it is evaluated: code, charts, facts, and the lock file. A test
 * checks that every other folder is named in {@link besides}.
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
  "doctor",
  "engine",
  "evidence",
  "export",
  "gate",
  "html",
  "infra",
  "network-range",
  "pipelines",
  "plan-report",
  "planner",
  "policies",
  "render",
  "terminal",
  "tunnel",
  "dev/node",
];

/** Folders that do not affect this: tests, documentation, and generators of files that are checked in. */
export const besides: readonly string[] = ["dev", "docs", "examples", "schema", "tests"];

/** Excluded everywhere: installed packages (covered by the lock file), caches, compiled Python, documentation. */
const leftOut = /^(node_modules|__pycache__|\..*|.*\.md)$/;

export const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** All decisive files of a kit's folder with their SHA-256, by relative path with `/`; sorted, and empty where there are none. */
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
