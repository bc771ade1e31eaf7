import { expect, test } from "vitest";
import { proofControls } from "../../../evidence/proofs/proofs.ts";
import { evidenceOf } from "./reported.ts";

test("every proof that shows a control is run for a stack on AWS, in the order of the table", async () => {
  const { proofs } = await evidenceOf("r1-distill-32b");
  expect(proofs.map(({ id }) => id)).toEqual(Object.keys(proofControls));
});
