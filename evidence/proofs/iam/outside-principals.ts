import { and, not, or } from "../../iam/formula.ts";
import { findAllowed } from "../../iam/question.ts";
import { byAccount, isKind } from "../../iam/request-variables.ts";
import type { Findings } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/** Nobody outside of the account is let in by the policy of a resource: no other account, no identity provider, nobody without a name. */
export async function outsidePrincipals(held: readonly HeldPolicy[], account: string): Promise<Findings> {
  const strangers = or(and(isKind("iam"), not(byAccount(account))), isKind("anonymous"), isKind("federated"));
  const policies = held.filter(({ kind }) => kind === "resource" || kind === "key" || kind === "trust");
  const ways = [];
  for (const one of policies) {
    const answer = await findAllowed(onItsOwn(one, account), { who: strangers });
    ways.push(...wayOf(answer, one, () => `somebody outside of account ${account} is let in by the policy of ${one.resource.name}`));
  }
  return {
    against: ways,
    examined: { "policies of resources": policies.length },
    assumptions: [
      "Whoever is let in is let in by a policy of this program: access points, ACLs, grants and shares that it does not make do not exist.",
    ],
  };
}
