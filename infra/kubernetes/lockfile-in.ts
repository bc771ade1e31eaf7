import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { parseLockfile } from "../../charts/weights/lockfile.ts";
import type { ServedModel } from "../settings/served-model.ts";

/** A lockfile that the settings name but that cannot be read. */
export class MissingLockfileError extends Error {
  override readonly name = "MissingLockfileError";
}

/**
 * Reads the lockfile that `model.lock` names, from the project directory; undefined if none is named: the loader then serves nothing.
 * @throws MissingLockfileError if the file cannot be read, LockfileError if it is not a lockfile, or that of another model
 */
export function lockfileIn(root: string, { model }: Pick<ServedModel, "model">): Lockfile | undefined {
  if (model.lock === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(join(root, model.lock), "utf8");
  } catch {
    throw new MissingLockfileError("cannot be read; accepted: a lockfile inside the project, written when weights are published");
  }
  return parseLockfile(text, model.name);
}
