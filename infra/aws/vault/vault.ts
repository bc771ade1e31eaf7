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
  /** The vault's key. */
  key: aws.kms.Key;
  /** The S3 endpoint, the only way to the objects for everybody but the publisher. */
  endpointId: pulumi.Input<string>;
  /** Name of the role that may configure the bucket. */
  deployer: string;
  /** Name of the role that writes weights. */
  publisher: string;
  /** Name of the role that reads weights. */
  reader: string;
  /** Write-once protection of each version: its mode, and for how many days. */
  objectLock: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };
  /** Days that records of requests are kept. */
  retentionDays: number;
  /** Second region that holds a copy; needs `replicaProvider`. */
  replicaRegion?: string;
  /** Provider of the second region. */
  replicaProvider?: aws.Provider;
}

/** Where the weights lie: written once, by one role, and read through the keep's own endpoint alone. */
export class Vault extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly accessLogs: AccessLogs;
  /** The copy in the second region, where there is one. */
  readonly replica: VaultReplica | undefined;

  constructor(name: string, args: VaultArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Vault", name, {}, opts);
    const { place, key, endpointId, deployer, publisher, reader, objectLock, retentionDays, replicaRegion, replicaProvider } = args;
    // Weights that were overwritten stay for a month at least, so that a wrong upload can be undone.
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
