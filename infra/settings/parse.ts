import { foundKeep, type Keep } from "./checked-keep.ts";
import { checks, deploymentChecks } from "./checks/index.ts";
import { problemsOf } from "./issue.ts";
import { readSettings, schemaFor } from "./keep.ts";
import { SettingsError } from "./settings-error.ts";

/** Context in which settings are checked. */
export interface ParseContext {
  /** The stack's name; the default name of the keep. */
  stack: string;
  /** The day on which waivers and Capacity Blocks must be valid. */
  now: Date;
  /** Whether the keep is only previewed, which skips the checks for a deployment. @default false */
  draft?: boolean;
}

/**
 * Parses the object under `modelkeep:keep`, and looks up what it names.
 * @throws SettingsError with every problem; fields are checked first, then cross-field constraints.
 */
export function parseKeep(raw: unknown, { stack, now, draft = false }: ParseContext): Keep {
  const parsed = readSettings(raw);
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, schemaFor(raw), raw));
  const settings = { ...parsed.data, name: parsed.data.name ?? stack };
  const problems = [...checks, ...(draft ? [] : deploymentChecks)].flatMap((check) => check(settings, now));
  if (problems.length > 0) throw new SettingsError(problems);
  return foundKeep(settings, { placeholders: draft });
}
