import { foundKeep, type Keep } from "./checked-keep.ts";
import { checks, deploymentChecks } from "./checks/index.ts";
import { problemsOf } from "./issue.ts";
import { readSettings, schemaFor } from "./keep.ts";
import { SettingsError } from "./settings-error.ts";

/** What the settings are judged against besides themselves. */
export interface ParseContext {
  /** The stack's name; it names the keep when the settings do not. */
  stack: string;
  /** The day on which waivers and capacity blocks must still hold. */
  now: Date;
  /** Whether the keep is only looked at, which leaves out what a deployment needs. @default false */
  draft?: boolean;
}

/**
 * Parses the object under `modelkeep:keep`, and looks up what it names.
 * @throws SettingsError with one problem for each thing that is wrong; the fields are judged first, then how they fit together.
 */
export function parseKeep(raw: unknown, { stack, now, draft = false }: ParseContext): Keep {
  const parsed = readSettings(raw);
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, schemaFor(raw), raw));
  const settings = { ...parsed.data, name: parsed.data.name ?? stack };
  const problems = [...checks, ...(draft ? [] : deploymentChecks)].flatMap((check) => check(settings, now));
  if (problems.length > 0) throw new SettingsError(problems);
  return foundKeep(settings, { placeholders: draft });
}
