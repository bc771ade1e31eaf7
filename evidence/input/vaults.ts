import type { PreviewResource } from "../../engine/preview.ts";
import { findAllowed } from "../iam/question.ts";
import { byPrincipal } from "../iam/request-variables.ts";
import type { HeldPolicy } from "../proofs/iam/held-policy.ts";
import type { Vault } from "../proofs/iam/vault-access.ts";
import type { Inventory } from "./inventory.ts";
import { listOf, objectOf, textOf } from "./value.ts";

/** ARN of a role of the account. */
export const roleArn = (account: string, role: string, path = "/"): string => `arn:aws:iam::${account}:role${path}${role}`;

/** Roles of the stack, with the policies that are theirs. */
function rolesOf(inventory: Inventory, held: readonly HeldPolicy[], account: string) {
  return inventory.of("aws:iam/role:Role").map((role) => {
    const name = textOf(role.inputs["name"]) ?? role.name;
    const belongs = ({ resource }: HeldPolicy) =>
      [resource.inputs["role"]].some((value) => inventory.referred(value) === role || value === name);
    return {
      role,
      arn: roleArn(account, name, textOf(role.inputs["path"])),
      policies: held.filter((one) => one.kind === "identity" && belongs(one)).map(({ policy }) => policy),
    };
  });
}

const isLocked = (inventory: Inventory, bucket: PreviewResource): boolean =>
  bucket.inputs["objectLockEnabled"] === true ||
  inventory
    .of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    .some(({ inputs }) => inventory.referred(inputs["bucket"]) === bucket);

/** The pods that have a role, as `namespace/account`. */
const podsOf = (inventory: Inventory, role: PreviewResource): string[] =>
  inventory
    .of("aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .filter(({ inputs }) => inventory.referred(inputs["roleArn"]) === role)
    .map(({ inputs }) => `${textOf(inputs["namespace"])}/${textOf(inputs["serviceAccount"])}`);

/**
 * The buckets of weights: those under Object Lock whose objects a role of pods may read. Their roles are those of the stack whose own
 * policies say so, and the writers that the settings name.
 * @param writers ARNs of roles from outside of the stack
 * @param clientNamespaces namespaces of clients, whose pods need no access to weights
 */
export async function vaultsOf(
  inventory: Inventory,
  held: readonly HeldPolicy[],
  { account, writers, clientNamespaces }: { account: string; writers: readonly string[]; clientNamespaces: readonly string[] },
): Promise<Vault[]> {
  const roles = rolesOf(inventory, held, account);
  const vaults: Vault[] = [];
  for (const one of held.filter(({ resource }) => resource.type === "aws:s3/bucketPolicy:BucketPolicy")) {
    const bucket = inventory.referred(one.resource.inputs["bucket"]);
    const name = textOf(bucket?.inputs["bucket"]);
    if (!bucket || name === undefined || !isLocked(inventory, bucket)) continue;
    const objects = `arn:aws:s3:::${name}/*`;
    const named = new Map<string, string>(writers.map((arn) => [arn, "the settings name it"]));
    let forPods = false;
    for (const { role, arn, policies } of roles) {
      const asked = { who: byPrincipal(arn), actions: ["s3:GetObject*", "s3:PutObject*"], resources: [objects] };
      const { kind } = await findAllowed({ account, delegation: "implicit", identity: policies }, asked);
      const pods = podsOf(inventory, role);
      if (kind === "none" || pods.some((pod) => clientNamespaces.includes(pod.split("/")[0]!))) continue;
      forPods ||= pods.length > 0;
      // S3 itself replicates the bucket. Nodes, builds and other holders of the stack's roles need no access to weights.
      const copies = trustedServices(role).every((service) => service === "s3.amazonaws.com");
      if (pods.length > 0 || copies) named.set(arn, pods.length > 0 ? `the role of ${pods.join(", ")}` : "the role of s3.amazonaws.com");
    }
    if (forPods) vaults.push({ held: one, bucket, objects, roles: named });
  }
  return vaults;
}

/** Services that a role's trust policy names. Who else is let in, other proofs say. */
function trustedServices({ inputs }: PreviewResource): string[] {
  const text = textOf(inputs["assumeRolePolicy"]) ?? "{}";
  const statements = listOf(objectOf(JSON.parse(text))["Statement"]);
  return statements.flatMap((statement) =>
    listOf(objectOf(objectOf(statement)["Principal"])["Service"]).flatMap((one) => textOf(one) ?? []),
  );
}
