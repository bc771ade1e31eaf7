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

/**
 * Asks the solver whether the question's caller may do the question's action to its resource in any context. A context that it finds is
 * put before the judge; where it finds none, a hundred contexts are tried by hand.
 */
export async function solverVerdict(question: Question): Promise<{ kind: "found" | "none"; wrong?: string }> {
  const situation = situationOf(question);
  const { request } = question;
  const answer = await findAllowed(situation, { who: byCaller(request), actions: [request.action], resources: [request.resource] });
  if (answer.kind === "undecided") return { kind: "none", wrong: `undecided: ${answer.why.join(", ")}` };
  if (answer.kind === "found") {
    const found = { ...answer.request, principal: request.principal };
    return (await judged({ ...question, request: found }))
      ? { kind: "found" }
      : { kind: "found", wrong: `the judge denies what the solver found: ${JSON.stringify(found)}` };
  }
  const uses = keyUses(policiesOf(situation));
  const formula = allowed(situation, uses);
  const tried = [request.context, ...fc.sample(anyContext, { seed: 3, numRuns: 100 })].map((context) => ({ ...request, context }));
  const missed = tried.find((one) => holds(formula, assignmentOf(one, uses)));
  return missed ? { kind: "none", wrong: `the solver missed ${JSON.stringify(missed)}` } : { kind: "none" };
}
