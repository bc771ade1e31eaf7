import { addOnRegistryAccounts } from "../../catalog/eks.ts";
import { formatCidr, parseCidr } from "../../network-range/cidr.ts";
import { isPrivateLink } from "../settings/clients.ts";
import type { NamedSettings } from "../settings/keep.ts";
import type { EksTarget } from "../settings/target.ts";

/** An external principal or resource, and why the settings name it. */
export interface Named {
  /** An account id, a bucket, an address. */
  value: string;
  because: string;
}

/**
 * All external principals and resources that a keep's settings name. The keep passes them to the policy pack, which reports any other in an
 * input as unknown.
 */
export function namedBy(
  { clients }: NamedSettings,
  { accountId, region, access: { runner, deployer, publisher, operators, breakGlass }, alerts }: EksTarget,
): Named[] {
  return [
    ...clients
      .filter(isPrivateLink)
      .flatMap(({ name, from }) => [
        { value: from.principal.split(":")[4] ?? "", because: `account of client ${name}` },
        ...from.ranges.map((range) => ({ value: formatCidr(parseCidr(range)), because: `network of client ${name}` })),
      ]),
    ...alerts.emails.map((value) => ({ value, because: "is told of alarms and of the budget" })),
    ...addOnRegistryAccounts(region).map((value) => ({ value, because: "registry of AWS, from which nodes pull add-ons" })),
    ...[deployer, publisher, ...operators, ...(breakGlass === undefined ? [] : [breakGlass])].map((role) => ({
      value: `arn:aws:iam::${accountId}:role/${role}`,
      because: "role of the account that may touch the keep",
    })),
    ...(runner
      ? [runner.stateBucket, `s3://${runner.stateBucket}?region=${region}&awssdk=v2`].map((value) => ({
          value,
          because: "state of Pulumi, which the runner reads and writes",
        }))
      : []),
  ];
}
