import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { programRooms } from "./copied-program.ts";

const root = resolve(import.meta.dirname, "../..");

/** What a preview of an example is made from: the program, the settings, the engine that runs it, the packages, and the stack files of tests. */
const sources = [
  ...[...programRooms, "engine", "examples", "Pulumi.yaml", "package-lock.json"],
  ...["tests/support/demo-with-runner.ts", "tests/support/variant-folder.ts", "tests/infra/settings/some-runner.ts"],
];

/** Every file below a folder but those of installed packages, or the file itself, sorted. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name !== "node_modules");
  return names.toSorted().flatMap((name) => filesOf(join(path, name)));
}

const digests = new Map<string, string>();

/**
 * SHA-256 of all that the preview of an example depends on, in hex. The day is part of it, since settings expire; so is the version of
 * Node.js, which runs the program.
 * @param more files and folders that count as well, from the root of the repository
 */
export function previewInputs(more: readonly string[] = []): string {
  const key = more.join(" ");
  const known = digests.get(key);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(`${process.version} ${new Date().toISOString().slice(0, 10)}\n`);
  for (const file of [...sources, ...more].flatMap((path) => filesOf(join(root, path)))) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${content.length}\n`).update(content);
  }
  const digest = hash.digest("hex");
  digests.set(key, digest);
  return digest;
}
