import fc from "fast-check";
import { expect, test } from "vitest";
import { agree } from "./agree.ts";
import { anyQuestion } from "./any-question.ts";

const questions = 1000;

test(`agrees with iam-simulate on ${questions} generated policies and requests`, { tags: ["agrees-with-iam-simulate"] }, () => {
  const verdicts = agree(fc.sample(anyQuestion, { seed: 1, numRuns: questions }));
  console.log(`verdicts over ${questions} questions: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(questions / 10);
});
