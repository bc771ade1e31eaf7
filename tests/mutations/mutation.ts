/** One harmful edit of the program, and the test that must notice it. */
export interface Mutation {
  /** What the edit does, for example "the cluster endpoint becomes public". */
  name: string;
  /**
   * Declaration that is edited, wherever it stands: a function, constant, class or type at the top of a file. Where several files declare
   * the name, neighbouring parts of the path go before it, as few as will do: `infra#Cluster`, `report/sections#waiversSection`.
   */
  in: string;
  /** Code that occurs once in the declaration; line breaks, spaces and last commas do not count. */
  find: string;
  /** What stands there instead. */
  replace: string;
  /** Tag of the test that must fail: `test("title", { tags: ["runner-without-privileges"] }, ...)`. */
  fails: string;
}
