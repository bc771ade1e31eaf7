import type { DeclarationEdit } from "../mutations/edit.ts";

/** A mistake that a developer could make, and where the suite of the landing must find it. */
export type Fault = FaultEdit & {
  /** What goes wrong, for example "a month is counted from 0". */
  name: string;
  /** Project of vitest.config.ts that the test file belongs to. */
  project: "unit" | "program" | "engine" | "node";
  /** Test file, from the repository root, of which at least one test must fail. */
  test: string;
  /** Words in the title of the test that must fail, where the file is too slow to be run whole. */
  title?: string;
};

/** An edit that passes the type check, or no test would have to find it. */
type FaultEdit = DeclarationEdit | FileEdit;

/** An edit of a file that is no TypeScript. */
export interface FileEdit {
  /** From the repository root. */
  file: string;
  /** Exact text; it must occur exactly once in the file. */
  find: string;
  replace: string;
}
