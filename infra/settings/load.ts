import * as pulumi from "@pulumi/pulumi";
import type { Keep } from "./keep.ts";
import { parseKeep, SettingsError } from "./parse.ts";

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
      `Pulumi.${stack}.yaml has no modelkeep:keep; write it under config:, Pulumi.demo.yaml is an example; nothing was created`,
    );
  try {
    return parseKeep(decode(raw), { stack, now: new Date() });
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}
