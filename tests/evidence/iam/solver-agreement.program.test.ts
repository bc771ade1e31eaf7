import fc from "fast-check";
import { expect, test } from "vitest";
import { anyQuestion } from "./any-question.ts";
import { solverAgrees } from "./solver-agree.ts";

const questions = 150;

test(`what the solver finds is allowed, and what it does not find is not, on ${questions} generated policies`, async () => {
  const verdicts = await solverAgrees(fc.sample(anyQuestion, { seed: 7, numRuns: questions }));
  console.log(`answers over ${questions} questions: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(questions / 10);
});
