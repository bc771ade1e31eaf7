import type { DeclarationEdit } from "../../dev/mutations/edit.ts";

/** One harmful edit of the program, and the test that must notice it. */
export interface Mutation extends DeclarationEdit {
  /** What the edit does, for example "the cluster endpoint becomes public". */
  name: string;
  /** Tag of the test that must fail: `test("title", { tags: ["runner-without-privileges"] }, ...)`. */
  fails: string;
}
