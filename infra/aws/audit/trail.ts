import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";
import { passedRoleTrust, policyJson } from "../policy-document.ts";
import { PrivateBucket } from "../vault/private-bucket.ts";
import { trailBucketPolicy, trailDeliveryPolicy } from "./trail-policy.ts";

export interface TrailArgs {
  place: Place;
  /** KMS key of logs. */
  key: aws.kms.Key;
  /** Name of the role that may configure the trail's bucket. */
  deployer: string;
  /** The bucket whose reads and writes are recorded. */
  vaultArn: pulumi.Input<string>;
  /** The replica of the vault in the second region, also recorded. */
  replicaArn?: pulumi.Input<string>;
  /** The log group that the alarms use. */
  auditLogs: aws.cloudwatch.LogGroup;
  /** Bucket for the access logs of the trail's own bucket. */
  accessLogs: pulumi.Input<string>;
  /** Retention and Object Lock period of each file, in days. */
  retentionDays: number;
}

/**
 * The audit trail: every change in the account, and every read and write of weights, in files that cannot be deleted before their retention
 * ends.
 *
 * The trail covers all regions. IAM and STS events are recorded in their own region, IAM's in us-east-1, so a single-region trail misses
 * new roles and most uses of the break-glass role ("CloudTrail concepts: global service events").
 */
export class Trail extends pulumi.ComponentResource {
  readonly trail: aws.cloudtrail.Trail;
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, args: TrailArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Trail", name, {}, opts);
    const { place, key, deployer, vaultArn, replicaArn, auditLogs, accessLogs, retentionDays } = args;
    const recorded = replicaArn === undefined ? [vaultArn] : [vaultArn, replicaArn];
    const names = awsNames(place);

    const files = new PrivateBucket(
      `${name}-bucket`,
      {
        bucket: names.trail,
        policy: policyJson(trailBucketPolicy(place, deployer)),
        keyArn: key.arn,
        bucketKey: false, // CloudTrail gives each file its own encryption context, which the key policy uses to identify the trail
        objectLock: { mode: "GOVERNANCE", days: retentionDays },
        expireDays: retentionDays + 1, // after the lock has expired
        noncurrentDays: 1,
        accessLogs: { bucket: accessLogs, prefix: "trail/" },
      },
      { parent: this },
    );
    this.bucket = files.bucket;

    // Source: "Role policy document for CloudTrail to use CloudWatch Logs": source conditions are not supported here.
    const role = new aws.iam.Role(
      `${name}-role`,
      { name: names.role("trail"), assumeRolePolicy: policyJson(passedRoleTrust("cloudtrail.amazonaws.com")) },
      { parent: this },
    );
    const rights = new aws.iam.RolePolicy(
      `${name}-rights`,
      { role: role.name, policy: policyJson(trailDeliveryPolicy(place)) },
      { parent: this },
    );

    this.trail = new aws.cloudtrail.Trail(
      name,
      {
        name: names.trailName,
        s3BucketName: files.bucket.id,
        kmsKeyId: key.arn,
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        cloudWatchLogsGroupArn: pulumi.interpolate`${auditLogs.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
        advancedEventSelectors: [
          { name: "changes and sign-ins", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
          {
            name: "reads and writes of weights",
            fieldSelectors: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
              { field: "resources.ARN", startsWiths: recorded.map((arn) => pulumi.interpolate`${arn}/`) },
            ],
          },
        ],
      },
      { parent: this, dependsOn: [files.policy, rights] },
    );

    this.registerOutputs({});
  }
}
