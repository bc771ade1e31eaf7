import type { KeyPurpose } from "../../../catalog/key-purposes.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import type { Statement } from "../policy-document.ts";
import type { KeyRoles } from "./key-roles.ts";
import { logKeyUses } from "./log-key-uses.ts";

/** Conditions of a statement: operator -> condition key -> values. */
type Conditions = Record<string, Record<string, string | string[]>>;

/**
 * Lets one role of the account use a key. The account is the principal and the role a condition (see `administeredBy`), so the role's own
 * policy must allow the action too: both the key policy and IAM must allow it.
 */
export function usedBy(place: Place, Sid: string, roleName: string, Action: string[], conditions: Conditions = {}): Statement {
  const { accountRoot, role } = arnsOf(place);
  return {
    Sid,
    Effect: "Allow",
    Principal: { AWS: accountRoot },
    Action,
    Resource: "*",
    Condition: {
      ...conditions,
      ArnEquals: { ...conditions["ArnEquals"], "aws:PrincipalArn": role(roleName) },
      StringEquals: { ...conditions["StringEquals"], "kms:CallerAccount": place.accountId },
    },
  };
}

/** Only through an AWS service in the region, never a direct call to KMS. */
const via = (service: string, { region }: Place): Conditions => ({
  StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
});

/**
 * Only for objects of one bucket. With a bucket key the encryption context is the bucket's ARN, without one the object's. Source: "Using
 * Amazon S3 Bucket Keys" in the S3 user guide.
 */
export function forBucket(bucket: string, place: Place): Conditions {
  const arns = arnsOf(place);
  return { ...via("s3", place), StringLike: { "kms:EncryptionContext:aws:s3:arn": [arns.bucket(bucket), arns.objects(bucket)] } };
}

/**
 * EKS encrypts the Kubernetes API's data. It creates a grant as the deployer when the cluster is created, which the cluster's role then
 * uses. No `kms:GrantIsForAWSResource` here: EKS does not set it, and cluster creation would fail.
 */
const clusterUses = (place: Place, { deployer }: KeyRoles): Statement[] => [
  usedBy(place, "DeployerLendsToEks", deployer, ["kms:CreateGrant"], via("eks", place)),
  usedBy(place, "ClusterEncryptsItsData", awsNames(place).role("cluster"), [
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:ListGrants",
  ]),
];

/** Weights: one role writes them, one reads them, one replicates them to the second region if there is one. */
const vaultUses = (place: Place, { publisher, replicated }: KeyRoles): Statement[] => {
  const names = awsNames(place);
  const objects = forBucket(names.vault, place);
  return [
    // Also Decrypt: S3 needs it to complete a multipart upload.
    usedBy(place, "PublisherWrites", publisher, ["kms:GenerateDataKey", "kms:Decrypt"], objects),
    usedBy(place, "ReaderReads", names.role("weights-reader"), ["kms:Decrypt"], objects),
    ...(replicated ? [usedBy(place, "ReplicationReads", names.role("vault-replication"), ["kms:Decrypt"], objects)] : []),
  ];
};

/**
 * ECR creates its grants as the principal that creates a repository; pushing and pulling then need no permission on the key.
 * Source: "Encryption at rest" in the ECR user guide.
 */
const registryUses = (place: Place, { deployer }: KeyRoles): Statement[] => [
  usedBy(place, "DeployerLendsToEcr", deployer, ["kms:CreateGrant", "kms:RetireGrant"], via("ecr", place)),
];

/**
 * Instances launch with encrypted volumes only if the Auto Scaling service-linked role may use the key and grant it to EC2; otherwise they
 * terminate immediately with Client.InternalError. Unlike elsewhere, the role itself is the principal: its AWS-managed policy allows
 * nothing in KMS, so a permission for the account would not apply to it. It must therefore exist: an account that never had an Auto Scaling
 * group needs `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com`. Source: "Required AWS KMS key policy for
 * use with encrypted volumes" in the EC2 Auto Scaling user guide.
 */
const volumeUses = (place: Place, { deployer }: KeyRoles): Statement[] => {
  const Principal = { AWS: arnsOf(place).role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling") };
  const volume = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
  const forAwsServices = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return [
    { Sid: "AutoScalingEncryptsVolumes", Effect: "Allow", Principal, Action: volume, Resource: "*" },
    { Sid: "AutoScalingLendsToEc2", Effect: "Allow", Principal, Action: "kms:CreateGrant", Resource: "*", Condition: forAwsServices },
    // The tunnel host is launched by the deployer rather than by an Auto Scaling group.
    usedBy(place, "DeployerEncryptsVolumes", deployer, volume, via("ec2", place)),
    usedBy(place, "DeployerLendsToEc2", deployer, ["kms:CreateGrant"], { ...forAwsServices, ...via("ec2", place) }),
  ];
};

/** Users of the key for each purpose. */
export const usesOf: Record<KeyPurpose, (place: Place, roles: KeyRoles) => Statement[]> = {
  cluster: clusterUses,
  vault: vaultUses,
  logs: logKeyUses,
  registry: registryUses,
  volumes: volumeUses,
};
