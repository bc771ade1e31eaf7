import fc from "fast-check";
import { expect, test } from "vitest";
import { anyQuestion } from "./any-question.ts";
import { solverVerdict } from "./solver-verdict.ts";

const questions = 150;

test(`what the solver finds is allowed, and what it does not find is not, on ${questions} generated policies`, async () => {
  const verdicts = { found: 0, none: 0 };
  for (const [i, question] of fc.sample(anyQuestion, { seed: 7, numRuns: questions }).entries()) {
    const { kind, wrong } = await solverVerdict(question);
    if (wrong) throw new Error(`question ${i}: ${wrong}\n${JSON.stringify(question, undefined, 1)}`);
    verdicts[kind]++;
  }
  console.log(`answers over ${questions} questions: ${JSON.stringify(verdicts)}`);
  expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(questions / 10);
});
