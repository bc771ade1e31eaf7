import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";
import { policyJson } from "../policy-document.ts";
import { AccessLogs } from "./access-logs.ts";
import { PrivateBucket } from "./private-bucket.ts";
import { vaultPolicy } from "./vault-policy.ts";
import { VaultReplica } from "./vault-replica.ts";

export interface VaultArgs {
  place: Place;
  /** The vault's KMS key. */
  key: aws.kms.Key;
  /** The S3 endpoint, the only access path to the objects except for the publisher. */
  endpointId: pulumi.Input<string>;
  /** Name of the role that may configure the bucket. */
  deployer: string;
  /** Name of the role that writes weights. */
  publisher: string;
  /** Name of the role that reads weights. */
  reader: string;
  /** Object Lock of each version: mode and days. */
  objectLock: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };
  /** Retention of access logs, in days. */
  retentionDays: number;
  /** Second region with a replica; needs `replicaProvider`. */
  replicaRegion?: string;
  /** Provider of the second region. */
  replicaProvider?: aws.Provider;
}

/** The store of the weights: written once, by one role, and read only through the keep's own endpoint. */
export class Vault extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly accessLogs: AccessLogs;
  /** The replica in the second region, if there is one. */
  readonly replica: VaultReplica | undefined;

  constructor(name: string, args: VaultArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Vault", name, {}, opts);
    const { place, key, endpointId, deployer, publisher, reader, objectLock, retentionDays, replicaRegion, replicaProvider } = args;
    // Overwritten weights are kept for at least a month, so that a wrong upload can be undone.
    const noncurrentDays = Math.max(30, objectLock.days);

    const replicated = replicaRegion !== undefined && replicaProvider !== undefined;
    this.accessLogs = new AccessLogs(`${name}-access-logs`, { place, deployer, retentionDays }, { parent: this });
    const vault = new PrivateBucket(
      `${name}-bucket`,
      {
        bucket: awsNames(place).vault,
        policy: policyJson(vaultPolicy({ place, deployer, publisher, reader, endpointId, keyArn: key.arn, replicated })),
        keyArn: key.arn,
        objectLock,
        noncurrentDays,
        accessLogs: { bucket: this.accessLogs.destination, prefix: "vault/" },
      },
      { parent: this },
    );
    this.bucket = vault.bucket;

    if (replicaRegion && replicaProvider)
      this.replica = new VaultReplica(
        `${name}-replica`,
        { place, source: vault, sourceKey: key, region: replicaRegion, provider: replicaProvider, deployer, objectLock, noncurrentDays },
        { parent: this },
      );

    this.registerOutputs({});
  }
}
