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
