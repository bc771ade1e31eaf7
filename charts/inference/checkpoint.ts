import type { KeepSpec } from "../keep-spec.ts";

/** Largest checkpoint of the catalog rounded up, in bytes: the size where neither lockfile nor catalog has one. */
const unknownBytes = 900e9;

/** Size of the checkpoint in bytes: the lockfile's sum where there is one, else the catalog's, else the largest that is known. */
export function checkpointBytes({ model }: Pick<KeepSpec, "model">): number {
  if (model.lockfile !== undefined) return model.lockfile.files.reduce((sum, { size }) => sum + size, 0);
  return model.checkpointBytes ?? unknownBytes;
}
