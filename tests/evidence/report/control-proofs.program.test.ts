import { expect, test } from "vitest";
import { evidenceOf, examples } from "./reported.ts";

test.each(examples)("every proof about %s shows a control", async (stack) => {
  const { proofs } = await evidenceOf(stack);
  expect(proofs.filter((proof) => proof.controls.length === 0).map(({ id }) => id)).toEqual([]);
});
