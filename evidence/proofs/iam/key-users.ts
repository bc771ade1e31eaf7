import { and, not, or } from "../../iam/formula.ts";
import type { Condition, Policy } from "../../iam/policy-document.ts";
import { findAllowed } from "../../iam/question.ts";
import { byAccount, byPrincipal } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf, whoIs } from "./path.ts";

/** An ARN of one root user, user or role: a pattern names nobody. */
const oneOfIam = /^arn:aws:iam::\d{12}:(root|(user|role)\/[^*?$]+)$/;

/** Everybody whom the policy names one by one, as a principal or by `aws:PrincipalArn`. The account's own root user is no role of its choice. */
function namedIn({ statements }: Policy): string[] {
  const principals = statements.flatMap(({ principal }) =>
    principal === undefined || principal.not || principal.list === "*" ? [] : (principal.list["AWS"] ?? []),
  );
  const inConditions = statements.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => key === "aws:principalarn").flatMap(({ values }) => values),
  );
  // As a principal, the root stands for the whole account; in a condition for the root user alone.
  return [...new Set([...principals.filter((arn) => !arn.endsWith(":root")), ...inConditions].filter((arn) => oneOfIam.test(arn)))];
}

/** Nothing says for which resource of AWS the key is used: what is encrypted for one, such as the trail, may be read by whom IAM lets. */
const forNothingNamed = ({ statements }: Policy): Condition[] =>
  [...new Set(statements.flatMap(({ conditions }) => conditions).map(({ key }) => key))]
    .filter((key) => key.startsWith("kms:encryptioncontext:"))
    .map((key) => ({ operator: "Null", key, values: ["true"] }));

/**
 * A key whose policy names its account gives the choice of users to whoever writes identity policies, unless a condition narrows it to named
 * principals. Whether one does is the solver's to say: `kms:CallerAccount`, or a role by a pattern, narrows nothing.
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
          `${request ? whoIs(request.principal) : "somebody"}, whom the policy of ${one.resource.name} does not name, may use the key`,
      ),
    );
  }
  return {
    against,
    examined: { keys: keys.length },
    assumptions: ["A role that a key's policy names is had by those alone whom its trust policy lets in."],
  };
}
