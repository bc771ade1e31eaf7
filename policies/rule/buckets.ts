import type { Stack } from "./stack.ts";
import { refersTo } from "./stack.ts";
import type { Subject } from "./subject.ts";
import type { Truth } from "./truth.ts";

/** Buckets, under the token of today and the one that programs of older provider versions still have. */
export const bucketTypes: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** Tokens of a resource that configures one side of a bucket, today's and the older one, for example of `Versioning`. */
export function companion(side: string): string[] {
  return [`aws:s3/bucket${side}:Bucket${side}`, `aws:s3/bucket${side}V2:Bucket${side}V2`];
}

export const bucketsOf = (stack: Stack): readonly Subject[] => stack.of(...bucketTypes);

/**
 * Whether S3 delivers access logs to a bucket. The delivery may name the bucket by way of its policy, so that the policy stands first.
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
