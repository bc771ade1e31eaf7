import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { commitOf } from "../../diff/sides/commit.ts";
import { sha256 } from "../../evidence/release/program-files.ts";
import type { SettingsOrigin } from "../../evidence/report/evidence.ts";

const run = promisify(execFile);

/**
 * The settings file of a stack with its digest, and the commit that contains it unchanged, if any.
 * @param root folder of the project
 * @param file name of the settings file
 * @param others files that the settings depend on, such as a lockfile, relative to `root`
 */
export async function settingsOrigin(root: string, file: string, others: readonly string[]): Promise<SettingsOrigin> {
  const id = await commitOf(root, "HEAD");
  const clean = async (path: string) =>
    (await blob(root, "rev-parse", "--verify", "--quiet", `HEAD:./${path}`)) === (await blob(root, "hash-object", path));
  const dirty = id !== undefined && (await Promise.all([file, ...others].map(clean))).includes(false);
  return { file, sha256: sha256(await readFile(join(root, file))), commit: id === undefined ? null : { id, dirty } };
}

/** A blob's id; a failure returns a unique symbol, so that two failures never compare equal. */
const blob = async (root: string, ...command: string[]): Promise<string | symbol> =>
  run("git", ["-C", root, ...command]).then(
    ({ stdout }) => stdout.trim(),
    () => Symbol("no blob"),
  );
