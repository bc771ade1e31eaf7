import fc from "fast-check";
import { expect, test } from "vitest";
import { agree } from "./agree.ts";
import { anyQuestion } from "./any-question.ts";
import { solverAgrees } from "./solver-agree.ts";

// The same as the unit tests on many more policies; no engine is needed, only time.
test("agrees with iam-simulate on 10,000 generated policies and requests", () => {
  const verdicts = agree(fc.sample(anyQuestion, { seed: 20261125, numRuns: 10_000 }));
  console.log(`verdicts over 10,000 questions: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(1000);
});

test("the solver agrees with iam-simulate on 1,000 generated policies", async () => {
  const verdicts = await solverAgrees(fc.sample(anyQuestion, { seed: 42, numRuns: 1000 }));
  console.log(`answers over 1,000 questions: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(100);
});
