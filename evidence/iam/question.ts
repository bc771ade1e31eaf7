import { type KeyUses, keyUses } from "./condition.ts";
import { isImplied, valuesOf } from "./context-key.ts";
import { allowed } from "./decision.ts";
import { holds } from "./evaluate.ts";
import { type Explanation, explain } from "./explain.ts";
import { always, and, certain, type Formula, not, openReasons, or } from "./formula.ts";
import type { Condition, Policy } from "./policy-document.ts";
import { assignmentOf, type Request } from "./request.ts";
import { requestOf, withoutNeedless } from "./request-of-answer.ts";
import { isText, wellFormed } from "./request-variables.ts";
import { policiesOf, type Situation } from "./situation.ts";
import { solve } from "./solve.ts";
import { statementMatches } from "./statement.ts";

/** Which requests are asked about; each part that is there must hold. */
export interface Wanted {
  /** Who asks, for example `byAccount("111122223333")`, or `not` of it. */
  who?: Formula;
  /** Patterns such as `s3:Get*`, any of which may hold. */
  actions?: readonly string[];
  /** Patterns such as `arn:aws:s3:::bucket/*`, any of which may hold. */
  resources?: readonly string[];
  /** Lines of a condition on the context, all of which must hold. */
  conditions?: readonly Condition[];
  /** Patterns of actions that are not asked about. */
  butActions?: readonly string[];
}

/** The answer to whether a request exists. */
export type Answer =
  | { kind: "none" }
  /** A request, and the statements that decide about it. */
  | { kind: "found"; request: Request; explanation: Explanation }
  /** There may be one, depending on what cannot be decided. */
  | { kind: "undecided"; why: readonly string[] };

/** The wanted requests, as a policy of one statement: so they are read as policies are. */
function asPolicy({ actions = ["*"], resources = ["*"], conditions = [] }: Wanted): Policy {
  const statement = { sid: "wanted", effect: "Allow", principal: undefined, conditions } as const;
  return {
    name: "wanted",
    variables: false,
    statements: [{ ...statement, action: { not: false, list: actions }, resource: { not: false, list: resources } }],
  };
}

function wantedFormula(wanted: Wanted, uses: KeyUses): Formula {
  const [match] = statementMatches(asPolicy(wanted), uses);
  const [left] = statementMatches(asPolicy({ actions: wanted.butActions ?? [] }), uses);
  return and(wanted.who ?? always, match!.request, not(left!.request));
}

/** First second after the year 9999. */
const endOfDates = 253_402_300_800;

/** What a key can be at all: a truth value is `true` or `false`, TLS was used or not, and a date has four digits for its year. */
function keyDomains(uses: KeyUses): Formula {
  const free = [...uses].filter(([key]) => !isImplied(key));
  const truths = free.filter(([key, use]) => use.truth || key === "aws:securetransport").map(([key]) => key);
  const dates = free.filter(([, { families }]) => families.has("date")).map(([key]) => key);
  const below = (of: string, value: number): Formula => ({ kind: "number", of, is: "below", value });
  const names = (key: string) => valuesOf(key, uses.get(key)!).map(({ name, present }) => ({ name, missing: not(present) }));
  return and(
    ...truths.flatMap(names).map(({ name, missing }) => or(missing, isText(name, "true"), isText(name, "false"))),
    ...dates.flatMap(names).map(({ name, missing }) => or(missing, and(not(below(name, 0)), below(name, endOfDates)))),
  );
}

async function answer(formula: Formula, uses: KeyUses, situation: Situation): Promise<Answer> {
  const question = and(wellFormed, keyDomains(uses), formula);
  const why = openReasons(question);
  const first = await solve(question);
  if (first === undefined) return { kind: "none" };
  const sure = certain(question);
  const values = why.length === 0 ? first : await solve(sure);
  if (values === undefined) return { kind: "undecided", why };
  const isAnswer = (request: Request) => holds(sure, assignmentOf(request, uses));
  const request = requestOf(values, uses);
  if (!isAnswer(request)) throw new Error(`the solver's answer does not hold: ${JSON.stringify(request)}`);
  const plain = withoutNeedless(request, isAnswer);
  return { kind: "found", request: plain, explanation: explain(situation, plain) };
}

/**
 * Whether a wanted request exists that the policies of a situation allow.
 * @throws Error where the solver gives up
 */
export async function findAllowed(situation: Situation, wanted: Wanted): Promise<Answer> {
  const uses = keyUses([...policiesOf(situation), asPolicy(wanted)]);
  return answer(and(allowed(situation, uses), wantedFormula(wanted, uses)), uses, situation);
}

/**
 * Whether `after` allows a request that `before` does not: `none` means that it is at most as permissive.
 * @throws Error where the solver gives up
 */
export async function findWider(before: Situation, after: Situation, wanted: Wanted = {}): Promise<Answer> {
  const uses = keyUses([...policiesOf(before), ...policiesOf(after), asPolicy(wanted)]);
  return answer(and(allowed(after, uses), not(allowed(before, uses)), wantedFormula(wanted, uses)), uses, after);
}
