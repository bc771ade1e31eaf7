import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { manifestFile, releaseManifest } from "../../evidence/release/manifest.ts";
import { objectFilesDigest } from "../../evidence/release/object-files.ts";
import { copiedFiles } from "./files.ts";
import { packageManifest, type RepositoryManifest } from "./package-json.ts";

/** A step of a release that did not end well; the message holds what it said. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}

/** Runs a program of a step. @throws ReleaseError with what it printed */
export function run(what: string, command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error || status !== 0) throw new ReleaseError(`${what}: ${error?.message ?? `${stdout}\n${stderr}`.trim()}`);
  return stdout;
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** What the repository's package.json says. */
export const repositoryManifest = (root: string) => JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as RepositoryManifest;

/**
 * Writes the files of the package into an empty folder: the rooms compiled to JavaScript with declarations, what they read when they run, and
 * the digests by which the evidence tells which release it is.
 * @param root folder of the repository
 * @param folder new or empty
 * @throws ReleaseError where the code does not compile
 */
export function stage(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const project = join(import.meta.dirname, "tsconfig.json");
  run("compile", process.execPath, [join(root, "node_modules/@typescript/native/bin/tsc"), "-p", project, "--outDir", folder], root);
  const copy = (source: string, path: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(source, join(folder, path));
  };
  for (const path of copiedFiles(root)) copy(join(root, path), path);
  copy(join(import.meta.dirname, "modelkeep.mjs"), "bin/modelkeep.mjs");
  writeFileSync(join(folder, "package.json"), json(packageManifest(repositoryManifest(root))));
  stageTrial(root, folder);
  writeFileSync(join(folder, manifestFile), releaseManifest(folder));
}

/** The record of the run on a real node: where it is of these sources, it is of what they compile to. */
function stageTrial(root: string, folder: string): void {
  const file = join(folder, "catalog/data/node-trial.json");
  const { trial } = JSON.parse(readFileSync(file, "utf8")) as { trial: { program: string } | null };
  if (trial?.program === objectFilesDigest(root)) writeFileSync(file, json({ trial: { ...trial, program: objectFilesDigest(folder) } }));
}
