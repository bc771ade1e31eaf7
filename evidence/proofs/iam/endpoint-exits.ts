import { not } from "../../iam/formula.ts";
import { readPolicy } from "../../iam/policy-document.ts";
import { findAllowed, type Wanted } from "../../iam/question.ts";
import { byAccount } from "../../iam/request-variables.ts";
import type { Situation } from "../../iam/situation.ts";
import { textOf } from "../../input/value.ts";
import type { Findings, PossiblePath } from "../proof.ts";
import type { HeldPolicy } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/** The policy of another account's resource: assumed to allow everything. */
const theirPolicy = readPolicy("a resource of another account", {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

const reads = ["s3:Get*", "s3:List*", "s3:Head*"];

/** An endpoint, with its policy if it has one; without a policy AWS allows everything. */
export type Endpoint = Omit<HeldPolicy, "policy"> & { policy: HeldPolicy["policy"] | undefined };

/** Whether anything may go through an endpoint, regardless of the policies of callers and resources. */
const through = (account: string, { policy }: Endpoint): Situation => ({
  account,
  delegation: "implicit",
  identity: "unknown",
  resource: theirPolicy,
  ...(policy ? { endpoint: policy } : {}),
});

/**
 * No data leaves through a VPC endpoint: nothing is written to a bucket of another account, and credentials of another account grant
 * nothing, except reads of AWS-owned buckets.
 */
export async function endpointExits(endpoints: readonly Endpoint[], account: string): Promise<Findings> {
  const against: PossiblePath[] = [];
  const allowed: PossiblePath[] = [];
  const elsewhere = [{ operator: "StringNotEquals", key: "aws:resourceaccount", values: [account] }];
  for (const endpoint of endpoints) {
    const service = textOf(endpoint.resource.inputs["serviceName"]) ?? "";
    const ask = (wanted: Wanted) => findAllowed(through(account, endpoint), wanted);
    const way = async (wanted: Wanted, says: string) => wayOf(await ask(wanted), endpoint as HeldPolicy, () => says);
    const { name } = endpoint.resource;
    if (service.endsWith(".s3")) {
      against.push(
        ...(await way(
          { actions: ["s3:*"], butActions: reads, conditions: elsewhere },
          `${name} allows writes to a bucket of another account`,
        )),
      );
      allowed.push(...(await way({ actions: ["s3:Get*"], conditions: elsewhere }, `${name} allows reads of objects of another account`)));
    }
    const otherAccount = not(byAccount(account));
    against.push(
      ...(await way(
        { who: otherAccount, butActions: service.endsWith(".s3") ? reads : [] },
        `${name} allows requests with credentials of another account`,
      )),
    );
  }
  return {
    against,
    allowed,
    examined: { "VPC endpoints": endpoints.length },
    assumptions: [
      "A caller's own policies decide what a caller of this account may do through an endpoint.",
      "A read request names an object: the name is the only data that it carries out, and it goes only to AWS.",
    ],
  };
}
