import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Lockfile } from "../../charts/keep-spec.ts";
import { LockfileError, parseLockfile } from "../../charts/weights/lockfile.ts";
import type { Keep } from "../settings/keep.ts";

/**
 * Reads the lockfile that `model.lock` names, from the project's folder; undefined where none is named: the loader then serves nothing.
 * @throws pulumi.RunError when the file is missing, is no lockfile, or is that of another model
 */
export function publishedLockfile({ model }: Pick<Keep, "model">): Lockfile | undefined {
  if (model.lock === undefined) return undefined;
  const refuse = (why: string) => new pulumi.RunError(`modelkeep:keep: model.lock "${model.lock}" ${why}; nothing was created`);
  let text: string;
  try {
    text = readFileSync(join(pulumi.runtime.getRootDirectory(), model.lock), "utf8");
  } catch {
    throw refuse("cannot be read; accepted is a lockfile inside the project, written when weights are published");
  }
  try {
    return parseLockfile(text, model.name);
  } catch (error) {
    throw error instanceof LockfileError ? refuse(error.message) : error;
  }
}
