import { not } from "../../iam/formula.ts";
import { readPolicy } from "../../iam/policy-document.ts";
import { findAllowed, type Wanted } from "../../iam/question.ts";
import { byAccount } from "../../iam/request-variables.ts";
import type { Situation } from "../../iam/situation.ts";
import { textOf } from "../../input/value.ts";
import type { Findings, PossiblePath } from "../proof.ts";
import type { HeldPolicy } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/** What another account's resource may allow: everything, since it is another's. */
const theirPolicy = readPolicy("the resource of another account", {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

const reads = ["s3:Get*", "s3:List*", "s3:Head*"];

/** An endpoint, with its policy where it has one; without one AWS allows everything. */
export type Endpoint = Omit<HeldPolicy, "policy"> & { policy: HeldPolicy["policy"] | undefined };

/** Whether anything at all may go through an endpoint, whatever the policies of callers and of resources say. */
const through = (account: string, { policy }: Endpoint): Situation => ({
  account,
  delegation: "implicit",
  identity: "unknown",
  resource: theirPolicy,
  ...(policy ? { endpoint: policy } : {}),
});

/**
 * Data leaves through no endpoint of the VPC: nothing is written to a bucket of another account, and credentials of another account open
 * nothing, but for reads of buckets of AWS.
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
          `${name} lets data be written to a bucket of another account`,
        )),
      );
      allowed.push(...(await way({ actions: ["s3:Get*"], conditions: elsewhere }, `${name} lets objects of another account be read`)));
    }
    const foreign = not(byAccount(account));
    against.push(
      ...(await way(
        { who: foreign, butActions: service.endsWith(".s3") ? reads : [] },
        `${name} lets credentials of another account through`,
      )),
    );
  }
  return {
    against,
    allowed,
    examined: { "VPC endpoints": endpoints.length },
    assumptions: [
      "What a caller of this account may do through an endpoint is for the caller's own policies to say.",
      "A read names what it reads: a name is the only data that it carries out, and it goes to AWS alone.",
    ],
  };
}
