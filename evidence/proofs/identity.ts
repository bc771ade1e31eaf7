import { heldPolicies } from "../input/held-policies.ts";
import type { Inventory } from "../input/inventory.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import { roleArn, vaultsOf } from "../input/vaults.ts";
import { unmodelled } from "../reach/aws/unmodelled.ts";
import type { NamedClient } from "./graph.ts";
import { confusedDeputy } from "./iam/confused-deputy.ts";
import { type Endpoint, endpointExits } from "./iam/endpoint-exits.ts";
import type { HeldPolicy } from "./iam/held-policy.ts";
import { keyUsers } from "./iam/key-users.ts";
import { outsidePrincipals } from "./iam/outside-principals.ts";
import { vaultAccess } from "./iam/vault-access.ts";
import { type Findings, judge, type ProofResult } from "./proof.ts";

/** Facts from the settings that are not in the policies. */
export interface IdentitySettings {
  /** The AWS account; without it nothing can be proved about principals. */
  account: string | undefined;
  /** Names of roles from outside of the stack that may write weights. */
  writers: readonly string[];
  clients?: readonly NamedClient[] | undefined;
  /** Resource types that the user takes responsibility for. */
  ownTypes?: readonly string[];
  /** cert-manager's issuer of client certificates, if the settings name one. */
  clientIssuer?: NamedIssuer | undefined;
}

/** Every VPC endpoint, with its policy or without. */
function endpointsOf(inventory: Inventory, held: readonly HeldPolicy[]): Endpoint[] {
  const separate = held.filter(({ resource }) => resource.type === "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy");
  return inventory.of("aws:ec2/vpcEndpoint:VpcEndpoint").map((resource) => {
    const own = held.find((one) => one.resource === resource);
    const apart = separate.find(({ resource: policy }) => inventory.referred(policy.inputs["vpcEndpointId"]) === resource);
    return { resource, property: "policy", kind: "endpoint", policy: (own ?? apart)?.policy };
  });
}

const claims = {
  "outside-principals": "No resource policy grants access to a principal outside of the account.",
  "confused-deputy": "No AWS service gets access on behalf of another account.",
  "vault-access":
    "Only named roles can access the weights, regardless of other policies; no one can delete them; clients have no access to them.",
  "key-users":
    "Keys are used and changed only by AWS services, by principals named individually in the key policy, and, for one named resource, by principals that IAM allows.",
  "endpoint-exits":
    "No data leaves through a VPC endpoint: nothing can be written to another account's bucket, and another account's credentials grant nothing.",
} as const;

/**
 * Proves, policy by policy, who may do what to the resources of a stack, by an SMT solver.
 * @throws Error where the solver gives up
 */
export async function proveIdentity(
  inventory: Inventory,
  { account, writers, clients = [], ownTypes = [] }: IdentitySettings,
): Promise<ProofResult[]> {
  const { held, unseen: unread } = heldPolicies(inventory);
  const strange = unmodelled(inventory, ownTypes).map(({ type, name }) => `${type} ${name} has a type that nothing here evaluates`);
  const unseen = [...unread, ...strange];
  const endpoints = endpointsOf(inventory, held);
  if (held.length === 0 && unseen.length === 0 && endpoints.length === 0) return [];
  if (account === undefined)
    return (Object.keys(claims) as (keyof typeof claims)[]).map((id) => ({
      id,
      claim: claims[id],
      status: "undecided",
      unknown: ["the account of the stack is unknown"],
    }));
  const clientNamespaces = clients.flatMap((client) => (client.kind === "workload" ? [client.namespace] : []));
  const vaults = await vaultsOf(inventory, held, { account, writers: writers.map((role) => roleArn(account, role)), clientNamespaces });
  const result = (id: keyof typeof claims, findings: Findings): ProofResult => ({
    id,
    claim: claims[id],
    ...judge({ ...findings, unseen }),
  });
  return [
    result("outside-principals", await outsidePrincipals(held, account)),
    result("confused-deputy", await confusedDeputy(held, account)),
    result("vault-access", await vaultAccess(vaults, account)),
    result("key-users", await keyUsers(held, account)),
    result("endpoint-exits", await endpointExits(endpoints, account)),
  ];
}
