import { readPolicy } from "../iam/policy-document.ts";
import { type Answer, findWider } from "../iam/question.ts";
import type { Request } from "../iam/request.ts";
import type { Situation } from "../iam/situation.ts";
import type { ReportedPolicy } from "../report/model/access.ts";
import type { Report } from "../report/model/report.ts";
import { type Change, change, compared } from "./change.ts";

/**
 * Policies that allow more or less than before: a solver looks for a request that one allows and the other does not. A document that
 * is only written differently is not a change.
 */
export async function policyChanges(before: Report, after: Report): Promise<Change[]> {
  const { added, gone, both } = compared(before.policies, after.policies, ({ name, urn }) => `${urn} ${name}`);
  const account = after.subject.account ?? before.subject.account ?? noAccount;
  const changes = [
    ...added.map(({ name }) => change("policy", "wider", `new policy: ${name}`)),
    // Without its policy a bucket, a key or an endpoint is less protected; an identity without it is allowed less.
    ...gone.map(({ name, kind }) =>
      change("policy", kind === "identity" || kind === "trust" ? "narrower" : "wider", `policy is gone: ${name}`),
    ),
  ];
  for (const [old, now] of both) if (old.document !== now.document) changes.push(...(await documentChanges(old, now, account)));
  return changes;
}

async function documentChanges(old: ReportedPolicy, now: ReportedPolicy, account: string): Promise<Change[]> {
  try {
    const [was, is] = [situation(old, account), situation(now, account)];
    const wider = answerChange(await findWider(was, is), now, "wider", "allows what it did not before");
    const narrower = answerChange(await findWider(is, was), now, "narrower", "no longer allows");
    return [...wider, ...narrower];
  } catch (error) {
    return [change("policy", "other", `${now.name} has changed, and cannot be compared: ${(error as Error).message}`)];
  }
}

function answerChange(answer: Answer, { name }: ReportedPolicy, direction: "wider" | "narrower", words: string): Change[] {
  switch (answer.kind) {
    case "none":
      return [];
    case "found":
      return [change("policy", direction, `${name} ${words}, for example ${requestText(answer.request)}`)];
    case "undecided":
      return [change("policy", "other", `${name} has changed; whether it ${words} depends on ${answer.why.join("; ")}`)];
  }
}

/** Placeholder account for a stack whose settings name none. */
const noAccount = "000000000000";

function situation({ name, kind, document }: ReportedPolicy, account: string): Situation {
  const policy = readPolicy(name, document);
  switch (kind) {
    case "identity":
      return { account, delegation: "implicit", identity: [policy] };
    case "endpoint":
      return { account, delegation: "implicit", identity: "unknown", endpoint: policy };
    case "resource":
      return { account, delegation: "implicit", identity: "unknown", resource: policy };
    case "key":
    case "trust":
      return { account, delegation: "explicit", identity: "unknown", resource: policy };
  }
}

function requestText({ principal, action, resource, context }: Request): string {
  const who =
    principal.kind === "iam"
      ? principal.arn
      : principal.kind === "service"
        ? principal.name
        : principal.kind === "federated"
          ? principal.provider
          : "anyone";
  const given = Object.entries(context).map(([key, value]) => `${key} = ${[value].flat().join(", ")}`);
  return `${action} on ${resource} by ${who}${given.length > 0 ? ` with ${given.join(", ")}` : ""}`;
}
