import * as pulumi from "@pulumi/pulumi";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { LockfileError } from "../../charts/weights/lockfile.ts";
import type { Keep } from "../settings/keep.ts";
import { namesModels, type ServedModel, settingsPaths } from "../settings/served-model.ts";
import type { Lockfiles } from "./keep-spec.ts";
import { lockfileIn, MissingLockfileError } from "./lockfile-in.ts";

/**
 * Reads the lockfile that a version of a model names, from the project's folder; undefined where none is named: the loader then serves nothing.
 * @throws pulumi.RunError when the file is missing, is no lockfile, or is that of another model
 */
export const publishedLockfiles =
  (keep: Keep): Lockfiles =>
  (served) =>
    publishedLockfile(keep, served);

function publishedLockfile(keep: Keep, served: ServedModel): Lockfile | undefined {
  try {
    return lockfileIn(pulumi.runtime.getRootDirectory(), served);
  } catch (error) {
    if (!(error instanceof LockfileError || error instanceof MissingLockfileError)) throw error;
    throw new pulumi.RunError(
      `modelkeep:keep: ${settingsPaths(served, namesModels(keep)).model}.lock "${served.model.lock}" ${error.message}; nothing was created`,
    );
  }
}
