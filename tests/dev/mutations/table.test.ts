import { expect, it } from "vitest";
import { allMutations } from "../../mutations/all.ts";
import { editsIn } from "../../mutations/edits.ts";

// The suite that tries the mutations takes minutes: a line that changed under one of them is known here at once.
it("every mutation finds its line and the test that must notice it", () => {
  const edit = editsIn(process.cwd());
  const problems = allMutations.flatMap((mutation) => {
    try {
      edit(mutation);
      return [];
    } catch (error) {
      return [`${mutation.name}: ${(error as Error).message}`];
    }
  });
  expect(allMutations.length).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});
