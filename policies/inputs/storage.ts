import { byRule, document, flag, type Inputs, json, needed, number, own, tags, text } from "./input.ts";

/** Weights, images, keys, and the logs of access. */
export const storage: Inputs = {
  "aws:s3/bucket:Bucket": { bucket: text, forceDestroy: byRule("aws-s3-bucket-protected"), objectLockEnabled: flag, tags },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    bucket: needed(own),
    rules: {
      id: text,
      status: ["Enabled"],
      filter: { prefix: text },
      abortIncompleteMultipartUpload: { daysAfterInitiation: number },
      expiration: { days: number },
      noncurrentVersionExpiration: { noncurrentDays: number, newerNoncurrentVersions: number },
    },
  },
  "aws:s3/bucketLogging:BucketLogging": { bucket: needed(own), targetBucket: own, targetPrefix: text },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    bucket: needed(own),
    rule: { defaultRetention: { days: number, years: number, mode: ["COMPLIANCE", "GOVERNANCE"] } },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": { bucket: needed(own), rule: { objectOwnership: ["BucketOwnerEnforced"] } },
  "aws:s3/bucketPolicy:BucketPolicy": { bucket: needed(own), policy: document },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    bucket: needed(own),
    blockPublicAcls: byRule("aws-s3-bucket-public-access-block-all-four"),
    blockPublicPolicy: byRule("aws-s3-bucket-public-access-block-all-four"),
    ignorePublicAcls: byRule("aws-s3-bucket-public-access-block-all-four"),
    restrictPublicBuckets: byRule("aws-s3-bucket-public-access-block-all-four"),
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    bucket: needed(own),
    role: own,
    rules: {
      id: text,
      status: ["Enabled"],
      priority: number,
      filter: { prefix: [""] },
      deleteMarkerReplication: { status: ["Disabled"] },
      destination: { bucket: own, encryptionConfiguration: { replicaKmsKeyId: own }, storageClass: ["STANDARD", "STANDARD_IA"] },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: ["Enabled"] } },
    },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    bucket: needed(own),
    rules: {
      applyServerSideEncryptionByDefault: { kmsMasterKeyId: own, sseAlgorithm: ["aws:kms", "AES256"] },
      bucketKeyEnabled: flag,
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": { bucket: needed(own), versioningConfiguration: { status: ["Enabled"] } },
  "aws:kms/key:Key": {
    description: text,
    policy: document,
    enableKeyRotation: byRule("aws-kms-key-rotation"),
    rotationPeriodInDays: number,
    deletionWindowInDays: number,
    multiRegion: byRule("aws-kms-key-enabled"),
    isEnabled: [true],
    keyUsage: ["ENCRYPT_DECRYPT"],
    customerMasterKeySpec: ["SYMMETRIC_DEFAULT"],
    tags,
  },
  "aws:kms/keyPolicy:KeyPolicy": { keyId: needed(own), policy: document },
  "aws:kms/alias:Alias": { name: /^alias\/[\w/-]+$/, targetKeyId: needed(own) },
  "aws:ecr/repository:Repository": {
    name: text,
    forceDelete: byRule("aws-ecr-repository-no-force-delete"),
    imageTagMutability: byRule("aws-ecr-repository-immutable"),
    imageScanningConfiguration: { scanOnPush: byRule("aws-ecr-repository-scanned") },
    encryptionConfigurations: { encryptionType: needed(["KMS"]), kmsKey: own },
    tags,
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { repository: needed(own), policy: document },
  "aws:secretsmanager/secret:Secret": {
    name: text,
    description: text,
    kmsKeyId: own,
    recoveryWindowInDays: number,
    policy: document,
    tags,
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { secretArn: needed(own), policy: document },
  // Only images that no tag names any more are removed.
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    repository: needed(own),
    policy: json({
      rules: {
        rulePriority: number,
        description: text,
        selection: {
          tagStatus: ["untagged"],
          countType: ["sinceImagePushed", "imageCountMoreThan"],
          countUnit: ["days"],
          countNumber: number,
        },
        action: { type: ["expire"] },
      },
    }),
  },
};
