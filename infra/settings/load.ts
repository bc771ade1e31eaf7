import * as pulumi from "@pulumi/pulumi";
import { OwnCatalogError } from "../own-catalog/read.ts";
import { useProjectCatalog } from "../own-catalog/use.ts";
import type { Keep } from "./checked-keep.ts";
import { capacityBlockOverCheck } from "./checks/capacity-block.ts";
import { ofEachModel } from "./checks/check.ts";
import { parseKeep } from "./parse.ts";
import { imagesWithoutDigest } from "./placeholder-images.ts";
import { problemText } from "./problem.ts";
import { SettingsError } from "./settings-error.ts";

/**
 * Environment variable of `modelkeep preview`, `evidence` and `diff`, not a setting: they preview a keep that cannot be deployed yet. It is
 * effective only in a dry run, so that a draft is never deployed.
 */
const draftSwitch = "MODELKEEP_PREVIEW_DRAFT";

/** Pulumi passes an object as JSON and a missing one as an empty string; anything else was a plain string, which the schema rejects. */
function decode(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Reads and parses `modelkeep:keep` of the stack.
 * @throws pulumi.RunError, which the engine prints without a stack trace, if the settings are missing or invalid.
 */
export function loadKeep(): Keep {
  const raw = new pulumi.Config("modelkeep").get("keep");
  const stack = pulumi.getStack();
  if (raw === undefined)
    throw new pulumi.RunError(
      `Pulumi.${stack}.yaml has no modelkeep:keep; write it under config:, examples/Pulumi.demo.yaml is an example; nothing was created`,
    );
  return checkedKeep(decode(raw), stack);
}

/**
 * Parses the settings of a keep from any source, with the catalog including the project's additions.
 * @param name default name of the keep
 * @throws pulumi.RunError, which the engine prints without a stack trace, if the settings are invalid.
 */
export function checkedKeep(raw: unknown, name: string): Keep {
  const draft = process.env[draftSwitch] === "1" && pulumi.runtime.isDryRun();
  const now = new Date();
  try {
    useProjectCatalog(pulumi.runtime.getRootDirectory());
    const keep = parseKeep(raw, { stack: name, now, draft });
    if (draft) warnOfDraft(keep, now);
    return keep;
  } catch (error) {
    throw error instanceof SettingsError || error instanceof OwnCatalogError ? new pulumi.RunError(error.message) : error;
  }
}

/** Warns about what a draft accepts but a deployment rejects: placeholders for missing digests, and a Capacity Block that has ended. */
function warnOfDraft(keep: Keep, now: Date): void {
  for (const problem of ofEachModel(capacityBlockOverCheck)(keep, now)) pulumi.log.warn(`${problemText(problem)}; a deployment rejects it`);
  for (const { name } of imagesWithoutDigest(keep))
    pulumi.log.warn(`images.${name}: no digest is given, so a placeholder is used here; a deployment rejects it`);
}
