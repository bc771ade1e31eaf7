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
 * Environment switch of `modelkeep preview`, `evidence` and `diff`, not a setting: they look at a keep that nobody could deploy yet. It counts
 * in a dry run alone, so that nothing is ever deployed as a draft.
 */
const draftSwitch = "MODELKEEP_PREVIEW_DRAFT";

/** Pulumi hands an object over as JSON and nothing as an empty text; whatever else stands there came as plain text, and the schema says so. */
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
 * @throws pulumi.RunError, which the engine prints without a stack trace, when the settings are missing or wrong.
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
 * Parses the settings of a keep, wherever a program has them from, by the catalog with what the project adds to it.
 * @param name names the keep where the settings do not
 * @throws pulumi.RunError, which the engine prints without a stack trace, when the settings are wrong.
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

/** Tells what a deployment refuses, and a draft only shows: placeholders where digests are missing, and a Capacity Block that is over. */
function warnOfDraft(keep: Keep, now: Date): void {
  for (const problem of ofEachModel(capacityBlockOverCheck)(keep, now)) pulumi.log.warn(`${problemText(problem)}; a deployment refuses it`);
  for (const { name } of imagesWithoutDigest(keep))
    pulumi.log.warn(`images.${name}: no digest is given, so a placeholder stands for it here; a deployment refuses it`);
}
