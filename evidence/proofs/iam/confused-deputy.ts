import { and, not, or } from "../../iam/formula.ts";
import { findAllowed, type Wanted } from "../../iam/question.ts";
import { isKind, isText, variable } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/**
 * Calls of services that come without a source, so that no condition can narrow them.
 * Source: "Using resource-based policies for Amazon EventBridge", section on SNS.
 */
const withoutSource = [{ service: "events.amazonaws.com", action: "sns:publish" }] as const;

/** The context keys by which KMS learns what is encrypted. */
const encryptionContext = "kms:encryptioncontext:";

/** A call that nothing in its context ties to the account. */
function onBehalfOfAnother({ policy }: HeldPolicy, account: string): Wanted["conditions"] {
  const keys = new Set(policy.statements.flatMap(({ conditions }) => conditions).map(({ key }) => key));
  const contexts = [...keys].filter((key) => key.startsWith(encryptionContext));
  return [
    { operator: "StringNotEquals", key: "aws:sourceaccount", values: [account] },
    { operator: "ArnNotLike", key: "aws:sourcearn", values: [`arn:*:*:*:${account}:*`] },
    ...contexts.map((key) => ({ operator: "StringNotLike", key, values: [`*:${account}:*`] })),
  ];
}

/** No service of AWS is let in on behalf of another account. */
export async function confusedDeputy(held: readonly HeldPolicy[], account: string): Promise<Findings> {
  const known = or(...withoutSource.map(({ service, action }) => and(isText(variable.service, service), isText(variable.action, action))));
  const policies = held.filter(({ kind }) => kind === "resource" || kind === "key");
  const against = [];
  const allowed = [];
  for (const one of policies) {
    const conditions = onBehalfOfAnother(one, account) ?? [];
    const ask = (who: typeof known) => findAllowed(onItsOwn(one, account), { who: and(isKind("service"), who), conditions });
    const says = (of: string) => `${of} is let in by the policy of ${one.resource.name} on behalf of any account`;
    against.push(
      ...wayOf(await ask(not(known)), one, (request) =>
        says(request?.principal.kind === "service" ? request.principal.name : "a service of AWS"),
      ),
    );
    for (const { service, action } of withoutSource)
      allowed.push(
        ...wayOf(
          await ask(and(isText(variable.service, service), isText(variable.action, action))),
          one,
          () => `${says(service)} for ${action}, which gives no source to tell accounts by`,
        ),
      );
  }
  return {
    against,
    allowed,
    examined: { "policies of resources": policies.length },
    assumptions: [
      "Another account cannot hand a role of this one to a service: iam:PassRole ends at the account. So the trust policies of services need no source.",
    ],
  };
}
