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

/** What the settings say of a stack that its policies alone do not. */
export interface IdentitySettings {
  /** The AWS account; without it nothing can be proved of principals. */
  account: string | undefined;
  /** Names of roles from outside of the stack that may write weights. */
  writers: readonly string[];
  clients?: readonly NamedClient[] | undefined;
  /** Types of resources that the user of the kit answers for. */
  ownTypes?: readonly string[];
  /** cert-manager's issuer of clients' certificates, where the settings name one. */
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
  "outside-principals": "No policy of a resource lets in a principal from outside of the account.",
  "confused-deputy": "No service of AWS is let in on behalf of another account.",
  "vault-access":
    "Nobody but named roles touches the weights, whatever else their policies allow; nobody deletes them; no client can do anything to them.",
  "key-users":
    "Nobody uses or changes a key but services of AWS, principals whom its policy names one by one, and for one named resource whom IAM lets.",
  "endpoint-exits":
    "Data leaves through no VPC endpoint: nothing is written to another account's bucket, and another account's credentials open nothing.",
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
  const strange = unmodelled(inventory, ownTypes).map(({ type, name }) => `${type} ${name} is of a type that nothing here judges`);
  const unseen = [...unread, ...strange];
  const endpoints = endpointsOf(inventory, held);
  if (held.length === 0 && unseen.length === 0 && endpoints.length === 0) return [];
  if (account === undefined)
    return Object.entries(claims).map(([id, claim]) => ({
      id,
      claim,
      status: "undecided",
      unknown: ["the account of the stack is not known"],
    }));
  const clientNamespaces = clients.flatMap((client) => ("namespace" in client ? [client.namespace] : []));
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
