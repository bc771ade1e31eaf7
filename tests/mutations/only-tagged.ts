import { beforeEach, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Tags of the tests that are run; every other test of their files is left out. */
    tags: readonly string[];
  }
}

// Setup file of the runs under a mutation: a file may have a hundred tests, of which one stands for the mutation.
beforeEach(({ task, skip }) => {
  if (!task.tags?.some((tag) => inject("tags").includes(tag))) skip();
});
