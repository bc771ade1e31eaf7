import { and, not, or } from "../../iam/formula.ts";
import { findAllowed } from "../../iam/question.ts";
import { byAccount, isKind } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/**
 * No resource policy grants access to a principal outside of the account: another account, an identity provider, or an anonymous caller.
 */
export async function outsidePrincipals(held: readonly HeldPolicy[], account: string): Promise<Findings> {
  const outsiders = or(and(isKind("iam"), not(byAccount(account))), isKind("anonymous"), isKind("federated"));
  const policies = held.filter(({ kind }) => kind === "resource" || kind === "key" || kind === "trust");
  const ways = [];
  for (const one of policies) {
    const answer = await findAllowed(onItsOwn(one, account), { who: outsiders });
    ways.push(...wayOf(answer, one, () => `the policy of ${one.resource.name} grants access to a principal outside of account ${account}`));
  }
  return {
    against: ways,
    examined: { "resource policies": policies.length },
    assumptions: [
      "Access is granted only by policies of this program: there are no access points, ACLs, grants and shares from elsewhere.",
    ],
  };
}
