import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, policyJson } from "../policy-document.ts";
import { commonDenials, denyDeletion, onlyDeployerConfigures } from "./bucket-denials.ts";
import { PrivateBucket } from "./private-bucket.ts";

export interface AccessLogsArgs {
  place: Place;
  /** Name of the role that may configure the bucket. */
  deployer: string;
  /** Retention in days. */
  retentionDays: number;
}

/** Allows S3 log delivery for the keep's two other buckets. Source: "Enabling Amazon S3 server access logging". */
export function accessLogsPolicy(place: Place, deployer: string): PolicyDocument {
  const names = awsNames(place);
  const { bucket, objects } = arnsOf(place);
  return policyDocument(
    ...commonDenials(place, names.vaultAccessLogs),
    denyDeletion(place, names.vaultAccessLogs),
    onlyDeployerConfigures(place, names.vaultAccessLogs, deployer),
    {
      Sid: "LogDeliveryWrites",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: objects(names.vaultAccessLogs),
      Condition: {
        ArnEquals: { "aws:SourceArn": [bucket(names.vault), bucket(names.trail)] },
        StringEquals: { "aws:SourceAccount": place.accountId },
      },
    },
  );
}

/**
 * Access logs of the vault and of the trail's bucket. S3 log delivery has two limits: its destination cannot have Object Lock or default
 * encryption with a KMS key, so this bucket has neither.
 */
export class AccessLogs extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  /** Name of the bucket, once it allows log delivery. */
  readonly destination: pulumi.Output<string>;

  constructor(name: string, { place, deployer, retentionDays }: AccessLogsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:AccessLogs", name, {}, opts);
    const made = new PrivateBucket(
      name,
      {
        bucket: awsNames(place).vaultAccessLogs,
        policy: policyJson(accessLogsPolicy(place, deployer)),
        expireDays: retentionDays,
        noncurrentDays: 1,
      },
      { parent: this },
    );
    this.bucket = made.bucket;
    this.destination = made.policy.bucket;
    this.registerOutputs({});
  }
}
