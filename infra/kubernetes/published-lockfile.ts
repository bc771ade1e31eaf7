import * as pulumi from "@pulumi/pulumi";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { LockfileError } from "../../charts/weights/lockfile.ts";
import type { Keep } from "../settings/keep.ts";
import { lockfileIn, MissingLockfileError } from "./lockfile-in.ts";

/**
 * Reads the lockfile that `model.lock` names, from the project's folder; undefined where none is named: the loader then serves nothing.
 * @throws pulumi.RunError when the file is missing, is no lockfile, or is that of another model
 */
export function publishedLockfile(keep: Pick<Keep, "model">): Lockfile | undefined {
  try {
    return lockfileIn(pulumi.runtime.getRootDirectory(), keep);
  } catch (error) {
    if (!(error instanceof LockfileError || error instanceof MissingLockfileError)) throw error;
    throw new pulumi.RunError(`modelkeep:keep: model.lock "${keep.model.lock}" ${error.message}; nothing was created`);
  }
}
