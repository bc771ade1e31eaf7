import type { Stack } from "./stack.ts";
import { refersTo } from "./stack.ts";
import type { Subject } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** Buckets, under the token of today and the one that programs of older provider versions still have. */
export const bucketTypes: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** Sides of a bucket whose resources had another token before version 7 of the provider. */
const renamed = [
  "Versioning",
  "ServerSideEncryptionConfiguration",
  "ObjectLockConfiguration",
  "Logging",
  "WebsiteConfiguration",
  "CorsConfiguration",
];

/** Tokens of a resource that configures one side of a bucket, for example its `Versioning`: today's, and the older one. */
export function companion(side: string): string[] {
  const token = (suffix: string) => `aws:s3/bucket${side}${suffix}:Bucket${side}${suffix}`;
  return renamed.includes(side) ? [token(""), token("V2")] : [token("")];
}

export const bucketsOf = (stack: Stack): readonly Subject[] => stack.of(...bucketTypes);

/**
 * Whether S3 delivers access logs to a bucket. It may refer to the bucket through its policy, so that the policy is created first.
 */
export function takesAccessLogs(stack: Stack, bucket: Subject): Truth {
  return stack.some(companion("Logging"), (logging) =>
    refersTo(logging, "targetBucket", bucket).or(
      stack.some(["aws:s3/bucketPolicy:BucketPolicy"], (policy) =>
        refersTo(logging, "targetBucket", policy).and(refersTo(policy, "bucket", bucket)),
      ),
    ),
  );
}

/** Whether a bucket is filled by replication: its requests are recorded by the trail, in a region without a bucket for access logs. */
export function replicates(stack: Stack, bucket: Subject): Truth {
  return stack.some(companion("ReplicationConfig"), (replication) => refersTo(replication, "rules", bucket));
}
