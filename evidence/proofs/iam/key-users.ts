import { and, not, or } from "../../iam/formula.ts";
import type { Condition, Policy } from "../../iam/policy-document.ts";
import { findAllowed } from "../../iam/question.ts";
import { byAccount, byPrincipal } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf, whoIs } from "./path.ts";

/** An ARN of one root user, user or role: a pattern does not count as naming a principal. */
const oneOfIam = /^arn:aws:iam::\d{12}:(root|(user|role)\/[^*?$]+)$/;

/** Principals that the policy names individually, as a principal or by `aws:PrincipalArn`. The account's own root user does not count. */
function namedIn({ statements }: Policy): string[] {
  const principals = statements.flatMap(({ principal }) =>
    principal === undefined || principal.not || principal.list === "*" ? [] : (principal.list["AWS"] ?? []),
  );
  const inConditions = statements.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => key === "aws:principalarn").flatMap(({ values }) => values),
  );
  // As a principal, the root ARN means the whole account; in a condition it means only the root user.
  return [...new Set([...principals.filter((arn) => !arn.endsWith(":root")), ...inConditions].filter((arn) => oneOfIam.test(arn)))];
}

/**
 * The encryption context names no AWS resource: data encrypted for one, such as the trail, may be read by any principal that IAM allows.
 */
const forNothingNamed = ({ statements }: Policy): Condition[] =>
  [...new Set(statements.flatMap(({ conditions }) => conditions).map(({ key }) => key))]
    .filter((key) => key.startsWith("kms:encryptioncontext:"))
    .map((key) => ({ operator: "Null", key, values: ["true"] }));

/**
 * A key whose policy names its account delegates the choice of users to identity policies, unless a condition narrows it to named
 * principals. The solver decides whether one does: `kms:CallerAccount`, or a role pattern, does not narrow it.
 */
export async function keyUsers(held: readonly HeldPolicy[], account: string): Promise<Findings> {
  const keys = held.filter(({ kind }) => kind === "key");
  const against = [];
  for (const one of keys) {
    const named = or(...namedIn(one.policy).map(byPrincipal));
    const answer = await findAllowed(onItsOwn(one, account), {
      who: and(byAccount(account), not(named)),
      conditions: forNothingNamed(one.policy),
    });
    against.push(
      ...wayOf(
        answer,
        one,
        (request) =>
          `${request ? whoIs(request.principal) : "a principal"}, not named in the policy of ${one.resource.name}, may use the key`,
      ),
    );
  }
  return {
    against,
    examined: { keys: keys.length },
    assumptions: ["A role named in a key policy can be assumed only by principals that its trust policy allows."],
  };
}
