import { forbiddenType, type RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  { rule: "aws-s3-bucket-access-log", on: "vault-bucket-logging", fails: ["remove vault-bucket-logging"] },
  {
    rule: "aws-s3-bucket-encryption",
    on: "vault-bucket-encryption",
    fails: [
      "remove vault-bucket-encryption",
      'rules 0 applyServerSideEncryptionByDefault sseAlgorithm = "AES256"',
      "rules 0 applyServerSideEncryptionByDefault kmsMasterKeyId -",
    ],
  },
  { rule: "aws-s3-bucket-settings-protected", on: "vault-bucket-versioning", fails: ["unprotect"] },
  { rule: "aws-s3-bucket-protected", on: "vault-bucket|Bucket", fails: ["forceDestroy = true", "unprotect"] },
  { rule: "aws-s3-bucket-lifecycle-retention", on: "vault-access-logs-lifecycle", fails: ["rules 1 expiration days = 1"] },
  { rule: "aws-s3-bucket-no-acl", on: "vault-bucket|Bucket", fails: ['acl = "public-read"', "grants = [{}]"] },
  {
    rule: "aws-s3-bucket-no-acl",
    on: { type: "aws:s3/bucketAcl:BucketAcl", inputs: { acl: "private" } },
    fails: ['acl = "public-read-write"', "accessControlPolicy = {}"],
  },
  forbiddenType("aws-s3-bucket-no-website", "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration"),
  { rule: "aws-s3-bucket-object-lock", on: "vault-bucket|Bucket", fails: ["objectLockEnabled = false", "remove vault-bucket-lock"] },
  {
    rule: "aws-s3-bucket-object-lock-retention",
    on: "vault-bucket-lock",
    fails: ["rule -", "rule defaultRetention days = 1", "rule defaultRetention mode -"],
  },
  {
    rule: "aws-s3-bucket-ownership",
    on: "vault-bucket-ownership",
    fails: ["remove vault-bucket-ownership", 'rule objectOwnership = "ObjectWriter"'],
  },
  { rule: "aws-s3-bucket-policy", on: "vault-bucket-policy", fails: ["remove vault-bucket-policy"] },
  {
    rule: "aws-s3-bucket-policy-guarded-configuration",
    on: "trail-bucket-policy",
    fails: ["policy Statement 4 -", 'policy Statement 4 Condition ArnNotEquals aws:PrincipalArn = "*"'],
  },
  {
    rule: "aws-s3-bucket-policy-named-actions",
    on: "trail-bucket-policy",
    fails: ['policy Statement 6 Action = "s3:*"', 'policy Statement 6 Resource = "*"'],
  },
  {
    rule: "aws-s3-bucket-policy-named-principals",
    on: "trail-bucket-policy",
    fails: ['policy Statement 6 Principal = "*"', "policy Statement 6 Condition -", "policy Statement 5 Condition -"],
    unknown: ["policy Statement 6 Condition"],
  },
  {
    rule: "aws-s3-bucket-policy-no-deletion",
    on: "trail-bucket-policy",
    fails: ["policy Statement 3 -", 'policy Statement 3 Action = ["s3:DeleteObject"]'],
  },
  {
    rule: "aws-s3-bucket-policy-own-account",
    on: "trail-bucket-policy",
    fails: [
      "policy Statement 2 -",
      'policy Statement 2 Condition StringNotEquals aws:PrincipalAccount = "*"',
      'policy Statement 2 Resource = "arn:aws:s3:::only-the-bucket"',
      'policy Statement 2 Principal = {"AWS":"arn:aws:iam::1:root"}',
    ],
  },
  {
    rule: "aws-s3-bucket-policy-tls-only",
    on: "trail-bucket-policy",
    fails: [
      "policy Statement 0 -",
      'policy Statement 0 Effect = "Allow"',
      'policy Statement 0 Action = "s3:GetObject"',
      'policy Statement 0 Condition Bool aws:SecureTransport = "true"',
      'policy Statement 0 Condition StringEquals = {"aws:PrincipalAccount":"1"}',
    ],
  },
  {
    rule: "aws-s3-bucket-policy-tls-version",
    on: "trail-bucket-policy",
    fails: ["policy Statement 1 -", 'policy Statement 1 Condition NumericLessThan s3:TlsVersion = "1.0"'],
  },
  { rule: "aws-s3-bucket-public-access-block", on: "vault-bucket-public-access", fails: ["remove vault-bucket-public-access"] },
  {
    rule: "aws-s3-bucket-public-access-block-all-four",
    on: "vault-bucket-public-access",
    fails: ["blockPublicAcls = false", "blockPublicPolicy = false", "ignorePublicAcls -", "restrictPublicBuckets -"],
  },
  {
    rule: "aws-s3-bucket-replication-complete",
    on: "vault-replica-replication",
    fails: [
      'rules 0 status = "Disabled"',
      'rules 0 deleteMarkerReplication status = "Enabled"',
      "rules 0 destination encryptionConfiguration -",
      'rules 0 destination account = "999999999999"',
    ],
  },
  {
    rule: "aws-s3-bucket-replication-replica-access-denied",
    on: "vault-replica-bucket-policy",
    fails: [
      "policy Statement 3 -",
      'policy Statement 3 Condition ArnNotEquals aws:PrincipalArn = "*"',
      'policy Statement 3 Resource = "arn:aws:s3:::other"',
    ],
  },
  {
    rule: "aws-s3-bucket-versioning",
    on: "vault-bucket-versioning",
    fails: ["remove vault-bucket-versioning", 'versioningConfiguration status = "Suspended"'],
  },
];
