import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keyDefaults } from "../keys/keys.ts";
import { awsNames, type Place } from "../names.ts";
import { passedRoleTrust, policyJson } from "../policy-document.ts";
import { PrivateBucket } from "./private-bucket.ts";
import { replicaKeyPolicy, replicaPolicy, replicationRolePolicy } from "./vault-replica-policies.ts";

export interface VaultReplicaArgs {
  /** Place of the vault itself. */
  place: Place;
  source: PrivateBucket;
  sourceKey: aws.kms.Key;
  /** Second region. */
  region: string;
  /** Provider of the second region. */
  provider: aws.Provider;
  deployer: string;
  objectLock: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };
  noncurrentDays: number;
}

/**
 * A replica of the weights in a second region, encrypted with a key of that region. Only S3 replication writes it and reads are denied to
 * all, until the deployer changes its policy to restore from it.
 */
export class VaultReplica extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, args: VaultReplicaArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:VaultReplica", name, {}, opts);
    const { place, source, sourceKey, region, provider, deployer, objectLock, noncurrentDays } = args;
    const there = { ...place, region };
    const names = awsNames(there);

    const key = new aws.kms.Key(
      `${name}-key`,
      { ...keyDefaults, description: "modelkeep: copy of the weights", policy: policyJson(replicaKeyPolicy(there, deployer)) },
      { parent: this, provider, protect: true, retainOnDelete: true },
    );
    new aws.kms.Alias(`${name}-key-alias`, { name: names.keyAlias("vault"), targetKeyId: key.keyId }, { parent: this, provider });
    const replica = new PrivateBucket(
      `${name}-bucket`,
      { bucket: names.vault, policy: policyJson(replicaPolicy(there, deployer)), keyArn: key.arn, objectLock, noncurrentDays },
      { parent: this, provider },
    );
    this.bucket = replica.bucket;

    const role = new aws.iam.Role(
      `${name}-role`,
      { name: names.role("vault-replication"), assumeRolePolicy: policyJson(passedRoleTrust("s3.amazonaws.com")) },
      { parent: this },
    );
    const rights = new aws.iam.RolePolicy(
      `${name}-rights`,
      { role: role.name, policy: policyJson(replicationRolePolicy({ place, there, sourceKeyArn: sourceKey.arn, keyArn: key.arn })) },
      { parent: this },
    );
    new aws.s3.BucketReplicationConfig(
      `${name}-replication`,
      {
        bucket: source.bucket.id,
        role: role.arn,
        rules: [
          {
            id: "all-weights",
            status: "Enabled",
            filter: {},
            // A file with a delete marker in the vault stays visible in the replica.
            deleteMarkerReplication: { status: "Disabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: { bucket: replica.bucket.arn, encryptionConfiguration: { replicaKmsKeyId: key.arn } },
          },
        ],
      },
      { parent: this, dependsOn: [source.versioning, replica.versioning, replica.policy, rights] },
    );

    this.registerOutputs({});
  }
}
