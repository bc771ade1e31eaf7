import * as pulumi from "@pulumi/pulumi";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { LockfileError } from "../../charts/weights/lockfile.ts";
import type { CheckedModel } from "../settings/checked-keep.ts";
import { lockfileIn, MissingLockfileError } from "./lockfile-in.ts";

/**
 * Reads the lockfile that a version of a model names, from the project directory; undefined if none is named: the loader then serves
 * nothing.
 * @throws pulumi.RunError if the file is missing, is not a lockfile, or is that of another model
 */
export function publishedLockfile(served: CheckedModel): Lockfile | undefined {
  try {
    return lockfileIn(pulumi.runtime.getRootDirectory(), served);
  } catch (error) {
    if (!(error instanceof LockfileError || error instanceof MissingLockfileError)) throw error;
    throw new pulumi.RunError(`modelkeep:keep: ${served.paths.model}.lock "${served.model.lock}" ${error.message}; nothing was created`);
  }
}
