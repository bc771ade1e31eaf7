import fc from "fast-check";
import { keyUses } from "../../../evidence/iam/condition.ts";
import { allowed } from "../../../evidence/iam/decision.ts";
import { holds } from "../../../evidence/iam/evaluate.ts";
import { and, type Formula } from "../../../evidence/iam/formula.ts";
import { findAllowed } from "../../../evidence/iam/question.ts";
import { assignmentOf, type Request } from "../../../evidence/iam/request.ts";
import { byPrincipal, isKind, isText, variable } from "../../../evidence/iam/request-variables.ts";
import { policiesOf } from "../../../evidence/iam/situation.ts";
import { anyContext, type Question } from "./any-question.ts";
import { judged } from "./judge.ts";
import { situationOf } from "./situation-of.ts";

/** The request is made by the question's own caller, who is the one whom its policies are about. */
function byCaller({ principal }: Request): Formula {
  if (principal.kind === "service") return and(isKind("service"), isText(variable.service, principal.name));
  if (principal.kind !== "iam") return isKind(principal.kind);
  const who = byPrincipal(principal.arn);
  return principal.session === undefined ? who : and(who, isText(variable.session, principal.session));
}

/** What is wrong with "there is none": a context for which the caller may do it after all, of the question's own and a hundred others. */
function missedBy(question: Question): Request | undefined {
  const situation = situationOf(question);
  const uses = keyUses(policiesOf(situation));
  const formula = allowed(situation, uses);
  const { request } = question;
  const tried = [request.context, ...fc.sample(anyContext, { seed: 3, numRuns: 100 })].map((context) => ({ ...request, context }));
  return tried.find((one) => holds(formula, assignmentOf(one, uses)));
}

/**
 * Asks the solver of each question whether its caller may do its action to its resource in any context. The contexts that it finds are put
 * before the judge; where it finds none, others are tried by hand.
 * @returns how often it found one, and how often none
 * @throws Error at what the solver leaves undecided, misses, or finds against the judge
 */
export async function solverAgrees(questions: readonly Question[]): Promise<{ found: number; none: number }> {
  const found: Question[] = [];
  for (const [i, question] of questions.entries()) {
    const { request } = question;
    const fail = (why: string) => new Error(`question ${i}: ${why}\n${JSON.stringify(question, undefined, 1)}`);
    const asked = { who: byCaller(request), actions: [request.action], resources: [request.resource] };
    const answer = await findAllowed(situationOf(question), asked);
    if (answer.kind === "undecided") throw fail(`undecided: ${answer.why.join(", ")}`);
    if (answer.kind === "found") found.push({ ...question, request: { ...answer.request, principal: request.principal } });
    const missed = answer.kind === "none" ? missedBy(question) : undefined;
    if (missed) throw fail(`the solver missed ${JSON.stringify(missed)}`);
  }
  const denied = found[judged(found).indexOf(false)];
  if (denied) throw new Error(`the judge denies what the solver found: ${JSON.stringify(denied, undefined, 1)}`);
  return { found: found.length, none: questions.length - found.length };
}
