import type { Problem } from "../problem.ts";
import { SettingsError } from "../settings-error.ts";

/** What was looked up for settings, or what is wrong with them where there is no such thing. */
export type Found<Thing> = { value: Thing } | { problem: Problem };

/** The problems of a lookup: none where it found what it looked for. */
export const lookupProblems = (found: Found<unknown>): Problem[] => ("problem" in found ? [found.problem] : []);

/** What a lookup found. @throws SettingsError where it found nothing */
export function needed<Thing>(found: Found<Thing>): Thing {
  if ("problem" in found) throw new SettingsError([found.problem]);
  return found.value;
}
