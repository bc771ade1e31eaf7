import { formatProblems, type Problem } from "./problem.ts";

/** Invalid settings; the message lists every problem and states that nothing was created. */
export class SettingsError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = "SettingsError";
    this.problems = problems;
  }
}
