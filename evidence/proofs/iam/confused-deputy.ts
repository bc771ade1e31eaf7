import { and, not, or } from "../../iam/formula.ts";
import { findAllowed, type Wanted } from "../../iam/question.ts";
import { isKind, isText, variable } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/**
 * Service calls without a source, so that no condition can narrow them.
 * Source: "Using resource-based policies for Amazon EventBridge", section on SNS.
 */
const withoutSource = [{ service: "events.amazonaws.com", action: "sns:publish" }] as const;

/** The context keys by which KMS learns what is encrypted. */
const encryptionContext = "kms:encryptioncontext:";

/** A call whose context does not tie it to the account. */
function onBehalfOfAnother({ policy }: HeldPolicy, account: string): Wanted["conditions"] {
  const keys = new Set(policy.statements.flatMap(({ conditions }) => conditions).map(({ key }) => key));
  const contexts = [...keys].filter((key) => key.startsWith(encryptionContext));
  return [
    { operator: "StringNotEquals", key: "aws:sourceaccount", values: [account] },
    { operator: "ArnNotLike", key: "aws:sourcearn", values: [`arn:*:*:*:${account}:*`] },
    ...contexts.map((key) => ({ operator: "StringNotLike", key, values: [`*:${account}:*`] })),
  ];
}

/** No AWS service gets access on behalf of another account. */
export async function confusedDeputy(held: readonly HeldPolicy[], account: string): Promise<Findings> {
  const known = or(...withoutSource.map(({ service, action }) => and(isText(variable.service, service), isText(variable.action, action))));
  const policies = held.filter(({ kind }) => kind === "resource" || kind === "key");
  const against = [];
  const allowed = [];
  for (const one of policies) {
    const conditions = onBehalfOfAnother(one, account) ?? [];
    const ask = (who: typeof known) => findAllowed(onItsOwn(one, account), { who: and(isKind("service"), who), conditions });
    const summary = (of: string) => `the policy of ${one.resource.name} grants access to ${of} on behalf of any account`;
    against.push(
      ...wayOf(await ask(not(known)), one, (request) =>
        summary(request?.principal.kind === "service" ? request.principal.name : "an AWS service"),
      ),
    );
    for (const { service, action } of withoutSource)
      allowed.push(
        ...wayOf(
          await ask(and(isText(variable.service, service), isText(variable.action, action))),
          one,
          () => `${summary(service)} for ${action}, which has no source to identify the account by`,
        ),
      );
  }
  return {
    against,
    allowed,
    examined: { "resource policies": policies.length },
    assumptions: [
      "Another account cannot pass a role of this one to a service, because iam:PassRole does not work across accounts. So trust policies for services need no source.",
    ],
  };
}
