import { arnsOf, awsNames, type KeyPurpose, type Place } from "../names.ts";
import type { Statement } from "../policy-document.ts";
import { logKeyUses } from "./log-key-uses.ts";

/** The roles that a key policy names; all are roles of the keep's own account. */
export interface KeyRoles {
  /** Administers the keys. */
  deployer: string;
  /** Writes weights. */
  publisher: string;
  /** Whether the vault has a copy in a second region. Without one nobody holds the copier's name, which anybody could then take. */
  replicated: boolean;
  /** Whether builds run inside the VPC, and log there; left out: none do. */
  runner?: boolean;
}

/** Conditions of a statement: operator -> condition key -> values. */
type Conditions = Record<string, Record<string, string | string[]>>;

/**
 * Lets one role of the account use a key. The account is the principal and the role a condition (see `administeredBy`), so
 * the role's own policy must allow the action too: the key policy says who may be given it, IAM says who has it.
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

/** Only through a service of the region: never a call that a person or a program makes to KMS itself. */
const via = (service: string, { region }: Place): Conditions => ({
  StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
});

/**
 * Only for objects of one bucket. With a bucket key S3 gives the bucket's ARN as encryption context, without one the object's.
 * Source: "Using Amazon S3 Bucket Keys" in the S3 user guide.
 */
export function forBucket(bucket: string, place: Place): Conditions {
  const arns = arnsOf(place);
  return { ...via("s3", place), StringLike: { "kms:EncryptionContext:aws:s3:arn": [arns.bucket(bucket), arns.objects(bucket)] } };
}

/**
 * EKS encrypts the Kubernetes API's data. It takes a grant in the deployer's name when the cluster is made, and the cluster's
 * role works by it. No `kms:GrantIsForAWSResource` here: EKS does not set it, and the cluster would not come up.
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

/** Weights: one role writes them, one reads them, one copies them to the second region where there is one. */
const vaultUses = (place: Place, { publisher, replicated }: KeyRoles): Statement[] => {
  const names = awsNames(place);
  const objects = forBucket(names.vault, place);
  return [
    // Decrypt as well: S3 needs it to put the parts of a large upload together.
    usedBy(place, "PublisherWrites", publisher, ["kms:GenerateDataKey", "kms:Decrypt"], objects),
    usedBy(place, "ReaderReads", names.role("weights-reader"), ["kms:Decrypt"], objects),
    ...(replicated ? [usedBy(place, "ReplicationReads", names.role("vault-replication"), ["kms:Decrypt"], objects)] : []),
  ];
};

/**
 * ECR takes its grants in the name of whoever creates a repository; pushing and pulling then need no right on the key.
 * Source: "Encryption at rest" in the ECR user guide.
 */
const registryUses = (place: Place, { deployer }: KeyRoles): Statement[] => [
  usedBy(place, "DeployerLendsToEcr", deployer, ["kms:CreateGrant", "kms:RetireGrant"], via("ecr", place)),
];

/**
 * Instances launch with encrypted volumes only if the Auto Scaling service-linked role may use the key and lend it to EC2;
 * otherwise they end at once with Client.InternalError. The role is the principal itself, unlike everywhere else: its own
 * policy, which AWS writes, allows nothing in KMS, so a right given to the account would not reach it. It must therefore exist:
 * an account that never had an Auto Scaling group needs `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com`.
 * Source: "Required AWS KMS key policy for use with encrypted volumes" in the EC2 Auto Scaling user guide.
 */
const volumeUses = (place: Place, { deployer }: KeyRoles): Statement[] => {
  const Principal = { AWS: arnsOf(place).role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling") };
  const volume = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
  const lent = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return [
    { Sid: "AutoScalingEncryptsVolumes", Effect: "Allow", Principal, Action: volume, Resource: "*" },
    { Sid: "AutoScalingLendsToEc2", Effect: "Allow", Principal, Action: "kms:CreateGrant", Resource: "*", Condition: lent },
    // The tunnel host is launched by the deployer rather than by a group.
    usedBy(place, "DeployerEncryptsVolumes", deployer, volume, via("ec2", place)),
    usedBy(place, "DeployerLendsToEc2", deployer, ["kms:CreateGrant"], { ...lent, ...via("ec2", place) }),
  ];
};

/** Who uses the key of each purpose. */
export const usesOf: Record<KeyPurpose, (place: Place, roles: KeyRoles) => Statement[]> = {
  cluster: clusterUses,
  vault: vaultUses,
  logs: logKeyUses,
  registry: registryUses,
  volumes: volumeUses,
};
