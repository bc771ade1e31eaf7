import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, policyJson } from "../policy-document.ts";
import { commonDenials, deployerAloneConfigures, nobodyDeletes } from "./bucket-denials.ts";
import { PrivateBucket } from "./private-bucket.ts";

export interface AccessLogsArgs {
  place: Place;
  /** Name of the role that may configure the bucket. */
  deployer: string;
  /** Days that each record is kept. */
  retentionDays: number;
}

/** Admits S3's log delivery, for the keep's two other buckets. Source: "Enabling Amazon S3 server access logging". */
export function accessLogsPolicy(place: Place, deployer: string): PolicyDocument {
  const names = awsNames(place);
  const { bucket, objects } = arnsOf(place);
  return policyDocument(
    ...commonDenials(place, names.vaultAccessLogs),
    nobodyDeletes(place, names.vaultAccessLogs),
    deployerAloneConfigures(place, names.vaultAccessLogs, deployer),
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
 * The record of each request to the vault and to the trail's bucket. S3's log delivery sets two limits: a bucket with Object Lock
 * cannot be its destination, nor one with a KMS key as its default, so this one has neither.
 */
export class AccessLogs extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  /** Name of the bucket, once it admits log delivery. */
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
