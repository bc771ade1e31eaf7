import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface PrivateBucketArgs {
  /** The bucket's whole name; a plain one, since policies name it before it exists. */
  bucket: string;
  /** Resource policy. */
  policy: pulumi.Input<string>;
  /** Key for SSE-KMS; left out: SSE-S3, the only encryption that S3's own log delivery can write to. */
  keyArn?: pulumi.Input<string>;
  /** Whether S3 derives a bucket key, which saves a call to KMS per object. @default true */
  bucketKey?: boolean;
  /** Write-once protection of every new object version; it cannot be taken off the bucket again. */
  objectLock?: { mode: "GOVERNANCE" | "COMPLIANCE"; days: number };
  /** Days after which objects expire; left out: never. */
  expireDays?: number;
  /** Days after which a version that was overwritten or hidden expires. */
  noncurrentDays: number;
  /** Where S3 writes the record of each request; left out: nowhere. */
  accessLogs?: { bucket: pulumi.Input<string>; prefix: string };
}

/**
 * A bucket for what cannot be rebuilt: private, versioned, encrypted, without ACLs. All of it is protected, and stays when the
 * stack is destroyed, policy and encryption too: a bucket that outlives its keep must not lose its guard with it.
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
      // Object Lock has to be switched on when the bucket is made; versioning then comes with it.
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
    // S3 refuses two changes of a bucket's access at the same time (OperationAborted), so the policy comes after the others.
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
