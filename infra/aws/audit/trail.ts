import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames, type Place } from "../names.ts";
import { passedRoleTrust, policyJson } from "../policy-document.ts";
import { PrivateBucket } from "../vault/private-bucket.ts";
import { trailBucketPolicy, trailDeliveryPolicy } from "./trail-policy.ts";

export interface TrailArgs {
  place: Place;
  /** Key of logs. */
  key: aws.kms.Key;
  /** Name of the role that may configure the trail's bucket. */
  deployer: string;
  /** The bucket whose every read and write is recorded. */
  vaultArn: pulumi.Input<string>;
  /** The copy of the vault in the second region, recorded too. */
  replicaArn?: pulumi.Input<string>;
  /** The group that the alarms read. */
  auditLogs: aws.cloudwatch.LogGroup;
  /** Bucket that takes the records of requests to the trail's own bucket. */
  accessLogs: pulumi.Input<string>;
  /** Days that each file is kept, and locked. */
  retentionDays: number;
}

/**
 * Who did what: every change in the account, and every read and write of weights, in files that nobody can delete before their time.
 *
 * The trail covers all regions. IAM and STS record their events where they happen, IAM's in us-east-1, so a trail of one
 * region misses new roles and most uses of the break-glass role ("CloudTrail concepts: global service events").
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
        bucketKey: false, // CloudTrail gives each file its own encryption context, by which the key's policy knows the trail
        objectLock: { mode: "GOVERNANCE", days: retentionDays },
        expireDays: retentionDays + 1, // once the lock is off
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
