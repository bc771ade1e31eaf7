import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";
import { commonDenials, denyDeletion, onlyDeployerConfigures } from "../vault/bucket-denials.ts";

/**
 * Policy of the trail's bucket: only this trail writes, and deletion is denied to all. Source: "Amazon S3 bucket policy for CloudTrail".
 */
export function trailBucketPolicy(place: Place, deployer: string): PolicyDocument {
  const bucketName = awsNames(place).trail;
  const { bucket, trail } = arnsOf(place);
  const byTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  return policyDocument(
    ...commonDenials(place, bucketName),
    denyDeletion(place, bucketName),
    onlyDeployerConfigures(place, bucketName, deployer),
    {
      Sid: "TrailChecksTheBucket",
      ...byTrail,
      Action: "s3:GetBucketAcl",
      Resource: bucket(bucketName),
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    },
    {
      Sid: "TrailWrites",
      ...byTrail,
      Action: "s3:PutObject",
      Resource: `${bucket(bucketName)}/AWSLogs/${place.accountId}/*`,
      Condition: { StringEquals: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  );
}

/** Permissions of the role with which the trail writes to the audit log group: only to its own streams there. */
export function trailDeliveryPolicy(place: Place): PolicyDocument {
  const group = arnsOf(place).logGroup(awsNames(place).auditLogs);
  return policyDocument({
    Sid: "WriteOwnStreams",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${group}:log-stream:${place.accountId}_CloudTrail_${place.region}*`,
  });
}
