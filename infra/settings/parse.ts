import { checks, deploymentChecks } from "./checks/index.ts";
import { problemsOf } from "./issue.ts";
import { type Keep, readSettings, schemaFor } from "./keep.ts";
import { formatProblems, type Problem } from "./problem.ts";

/** Settings that cannot be used; its message lists every problem and says that nothing was created. */
export class SettingsError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = "SettingsError";
    this.problems = problems;
  }
}

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
 * Parses the object under `modelkeep:keep`.
 * @throws SettingsError with one problem for each thing that is wrong; the fields are judged first, then how they fit together.
 */
export function parseKeep(raw: unknown, { stack, now, draft = false }: ParseContext): Keep {
  const parsed = readSettings(raw);
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, schemaFor(raw), raw));
  const keep = { ...parsed.data, name: parsed.data.name ?? stack };
  const problems = [...checks, ...(draft ? [] : deploymentChecks)].flatMap((check) => check(keep, now));
  if (problems.length > 0) throw new SettingsError(problems);
  return keep;
}
