import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface PrivateBucketArgs {
  /** The bucket's full name; a plain string, since policies reference it before it exists. */
  bucket: string;
  /** Resource policy. */
  policy: pulumi.Input<string>;
  /** KMS key for SSE-KMS; default SSE-S3, the only encryption that S3 log delivery supports. */
  keyArn?: pulumi.Input<string>;
  /** Whether S3 derives a bucket key, which saves a call to KMS per object. @default true */
  bucketKey?: boolean;
  /** Object Lock of every new object version; it cannot be removed from the bucket again. */
  objectLock?: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };
  /** Days after which objects expire; default never. */
  expireDays?: number;
  /** Days after which a noncurrent version expires. */
  noncurrentDays: number;
  /** Bucket for access logs; default none. */
  accessLogs?: { bucket: pulumi.Input<string>; prefix: string };
}

/**
 * A bucket for data that cannot be rebuilt: private, versioned, encrypted, without ACLs. All its resources are protected and retained when
 * the stack is destroyed, including policy and encryption: a bucket that outlives its keep must not lose its protection.
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly policy: aws.s3.BucketPolicy;
  readonly versioning: aws.s3.BucketVersioning;

  constructor(name: string, args: PrivateBucketArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:PrivateBucket", name, {}, opts);
    const kept = { parent: this, protect: true, retainOnDelete: true };
    const lock = args.objectLock;

    this.bucket = new aws.s3.Bucket(
      name,
      // Object Lock has to be enabled on creation; it includes versioning.
      { bucket: args.bucket, objectLockEnabled: lock !== undefined, forceDestroy: false },
      kept,
    );
    const bucket = this.bucket.id;

    const closed = new aws.s3.BucketPublicAccessBlock(
      `${name}-public-access`,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      kept,
    );
    const ownership = new aws.s3.BucketOwnershipControls(
      `${name}-ownership`,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      kept,
    );
    this.versioning = new aws.s3.BucketVersioning(`${name}-versioning`, { bucket, versioningConfiguration: { status: "Enabled" } }, kept);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket,
        rules: [
          args.keyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
                bucketKeyEnabled: args.bucketKey ?? true,
              },
        ],
      },
      kept,
    );
    // S3 rejects concurrent changes of a bucket's access (OperationAborted), so the policy comes after the others.
    this.policy = new aws.s3.BucketPolicy(`${name}-policy`, { bucket, policy: args.policy }, { ...kept, dependsOn: [closed, ownership] });
    if (lock)
      new aws.s3.BucketObjectLockConfiguration(
        `${name}-lock`,
        { bucket, rule: { defaultRetention: { mode: lock.mode, days: lock.days } } },
        { ...kept, dependsOn: [this.versioning] },
      );
    if (args.accessLogs)
      new aws.s3.BucketLogging(
        `${name}-logging`,
        { bucket, targetBucket: args.accessLogs.bucket, targetPrefix: args.accessLogs.prefix },
        kept,
      );
    new aws.s3.BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket,
        rules: [
          {
            id: "unfinished-uploads",
            status: "Enabled",
            filter: {},
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          {
            id: "old-versions",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: args.noncurrentDays },
            ...(args.expireDays === undefined ? {} : { expiration: { days: args.expireDays } }),
          },
        ],
      },
      { ...kept, dependsOn: [this.versioning] },
    );

    this.registerOutputs({});
  }
}
