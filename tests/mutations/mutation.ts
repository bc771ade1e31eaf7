/** One harmful edit of the program, and the test that must notice it. */
export interface Mutation {
  /** What the edit does, for example "the cluster endpoint becomes public". */
  name: string;
  /** Source file edited, from the repository root. */
  file: string;
  /** Exact text; it must occur exactly once in the file. */
  find: string;
  /** What stands there instead. */
  replace: string;
  /** Test file, from the repository root. */
  test: string;
  /** Full name of the test that must fail; names of `describe` blocks come first, joined by " > ". */
  fails: string;
}
