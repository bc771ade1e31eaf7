import type { Problem } from "../problem.ts";
import { SettingsError } from "../settings-error.ts";

/** Result of a lookup, or the problem if it failed. */
export type Found<Thing> = { value: Thing } | { problem: Problem };

/** The problems of a lookup: none if it succeeded. */
export const lookupProblems = (found: Found<unknown>): Problem[] => ("problem" in found ? [found.problem] : []);

/** Value of a lookup. @throws SettingsError if it failed */
export function needed<Thing>(found: Found<Thing>): Thing {
  if ("problem" in found) throw new SettingsError([found.problem]);
  return found.value;
}
