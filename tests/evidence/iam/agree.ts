import { keyUses } from "../../../evidence/iam/condition.ts";
import { allowed } from "../../../evidence/iam/decision.ts";
import { holds } from "../../../evidence/iam/evaluate.ts";
import { assignmentOf } from "../../../evidence/iam/request.ts";
import { policiesOf } from "../../../evidence/iam/situation.ts";
import type { Question } from "./any-question.ts";
import { judged } from "./judge.ts";
import { situationOf } from "./situation-of.ts";

/** Puts each question to us and to the judge. @returns how often both allow and both deny @throws Error at the first on which they differ */
export function agree(questions: readonly Question[]): { allow: number; deny: number } {
  const verdicts = { allow: 0, deny: 0 };
  const theirs = judged(questions);
  for (const [i, question] of questions.entries()) {
    const situation = situationOf(question);
    const uses = keyUses(policiesOf(situation));
    const ours = holds(allowed(situation, uses), assignmentOf(question.request, uses));
    if (ours !== theirs[i])
      throw new Error(`question ${i}: we say ${ours}, the judge ${theirs[i]}\n${JSON.stringify(question, undefined, 1)}`);
    verdicts[ours ? "allow" : "deny"]++;
  }
  return verdicts;
}
