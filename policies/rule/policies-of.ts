import { Many } from "./many.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** Identity-based policies: type tokens of the resources, and the property with the policy. */
const identityPaths: Readonly<Record<string, string>> = {
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

/** Resource-based policies: type tokens of the resources, and the property with the policy. */
const resourcePaths: Readonly<Record<string, string>> = {
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
};

const role = "aws:iam/role:Role";

export const identityPolicyTypes: readonly string[] = [...Object.keys(identityPaths), role];
export const resourcePolicyTypes: readonly string[] = Object.keys(resourcePaths);
export const endpointPolicyTypes = ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"] as const;

/** The identity policies that a resource holds; a role may have several inside. */
export function identityPolicies(subject: Subject): Many<Reading> {
  if (subject.type === role)
    return subject
      .at("inlinePolicies")
      .items()
      .map((inline) => inline.at("policy"));
  return new Many([subject.at(identityPaths[subject.type] ?? "policy")], "policy");
}

/** The policy of a resource about itself; absent where it has none. */
export function resourcePolicy(subject: Subject): Reading {
  return subject.at(resourcePaths[subject.type] ?? "policy");
}
