/** A mistake that a developer could make, and where the suite of the landing must find it. */
export interface Fault {
  /** What goes wrong, for example "a month is counted from 0". */
  name: string;
  /** Source file edited, from the repository root. */
  file: string;
  /** Exact text; it must occur exactly once in the file. */
  find: string;
  /** What stands there instead. It passes the type check, or no test would have to find it. */
  replace: string;
  /** Project of vitest.config.ts that the test file belongs to. */
  project: "unit" | "program" | "engine";
  /** Test file, from the repository root, of which at least one test must fail. */
  test: string;
}
