import type { PreviewResource } from "../../engine/preview.ts";
import { type Policy, readPolicy } from "../iam/policy-document.ts";
import type { HeldPolicy } from "../proofs/iam/held-policy.ts";
import type { Inventory } from "./inventory.ts";
import { isHidden, textOf } from "./value.ts";

/** Where each type of resource keeps a policy, and what it is the policy of. */
const places: Readonly<Record<string, readonly [property: string, kind: HeldPolicy["kind"]]>> = {
  "aws:s3/bucketPolicy:BucketPolicy": ["policy", "resource"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy", "resource"],
  "aws:sns/topic:Topic": ["policy", "resource"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy", "resource"],
  "aws:sqs/queue:Queue": ["policy", "resource"],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": ["policy", "resource"],
  "aws:ecr/registryPolicy:RegistryPolicy": ["policy", "resource"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy", "resource"],
  "aws:secretsmanager/secret:Secret": ["policy", "resource"],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyDocument", "resource"],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ["policy", "resource"],
  "aws:backup/vaultPolicy:VaultPolicy": ["policy", "resource"],
  "aws:kms/key:Key": ["policy", "key"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy", "key"],
  "aws:iam/role:Role": ["assumeRolePolicy", "trust"],
  "aws:iam/rolePolicy:RolePolicy": ["policy", "identity"],
  "aws:iam/policy:Policy": ["policy", "identity"],
  "aws:iam/userPolicy:UserPolicy": ["policy", "identity"],
  "aws:iam/groupPolicy:GroupPolicy": ["policy", "identity"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["policy", "endpoint"],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": ["policy", "endpoint"],
};

/** Types that let others in by other means than a policy. */
const otherMeans = [
  "aws:lambda/permission:Permission",
  "aws:kms/grant:Grant",
  "aws:s3/bucketAcl:BucketAcl",
  "aws:ram/principalAssociation:PrincipalAssociation",
];

/** The policies of an inventory, and what of them could not be read. */
export interface HeldPolicies {
  held: HeldPolicy[];
  unseen: string[];
}

/** Reads every policy of an inventory. Text that looks like one at an unknown place, or cannot be read, is unseen. */
export function heldPolicies(inventory: Inventory): HeldPolicies {
  const held: HeldPolicy[] = [];
  const unseen: string[] = [];
  for (const resource of inventory.resources.filter(({ type }) => type.startsWith("aws:"))) {
    const [property, kind] = places[resource.type] ?? [];
    if (property !== undefined && kind !== undefined) {
      const read = readHeld(resource, property);
      if (typeof read === "string") unseen.push(read);
      else if (read) held.push({ resource, property, kind, policy: read });
    }
    for (const [input, value] of Object.entries(resource.inputs))
      if (input !== property && looksLikeAPolicy(value))
        unseen.push(`${resource.type} ${resource.name} has a policy in ${input}, which is not read`);
    if (otherMeans.includes(resource.type)) unseen.push(`${resource.type} ${resource.name} may let others in by other means than a policy`);
  }
  return { held, unseen };
}

const looksLikeAPolicy = (value: unknown): boolean => JSON.stringify(value)?.replaceAll("\\", "").includes('"Effect":"') ?? false;

function readHeld(resource: PreviewResource, property: string): Policy | string | undefined {
  const value = resource.inputs[property];
  if (value === undefined || value === null) return undefined;
  const name = `${resource.type.split(":").pop()} ${resource.name}`;
  const text = textOf(value);
  if (isHidden(value) && !text?.includes("{")) return `the policy of ${name} is not known`;
  try {
    return readPolicy(name, text ?? value);
  } catch (error) {
    return (error as Error).message;
  }
}
