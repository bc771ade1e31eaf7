import { arnsOf, type Place } from "../names.ts";
import type { Statement } from "../policy-document.ts";

/** Any caller, including anonymous ones: only used as the principal of a Deny. */
export const everyone = { AWS: "*" };

/** The bucket and its objects; a statement about every request must name both. */
const bucketAndObjects = (place: Place, bucket: string): string[] => [arnsOf(place).bucket(bucket), arnsOf(place).objects(bucket)];

/** Deny statements of every bucket of a keep: TLS 1.2 is required, and other accounts are denied. */
export function commonDenials(place: Place, bucket: string): Statement[] {
  const everything = { Effect: "Deny", Principal: everyone, Action: "s3:*", Resource: bucketAndObjects(place, bucket) } as const;
  return [
    { Sid: "OnlyTls", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    // Source: "Enforcing encryption in transit with TLS1.2 or higher with Amazon S3", AWS Storage Blog. The endpoints have required 1.2
    // since 2024.
    { Sid: "OnlyTls12OrNewer", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    {
      Sid: "OnlyThisAccount",
      ...everything,
      // A service on its own behalf has no account, and `aws:PrincipalAccount` by itself would deny CloudTrail and log delivery.
      Condition: { StringNotEquals: { "aws:PrincipalAccount": place.accountId }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
  ];
}

/**
 * Only the deploying role changes a bucket's configuration. It cannot lock the account out: the root user may always read, write and delete
 * a bucket policy, regardless of what that policy denies. Source: PutBucketPolicy in the S3 API reference.
 */
export function onlyDeployerConfigures(place: Place, bucket: string, deployer: string): Statement {
  return {
    Sid: "DeployerAloneConfigures",
    Effect: "Deny",
    Principal: everyone,
    Action: ["s3:PutBucket*", "s3:DeleteBucket*", "s3:Put*Configuration"],
    Resource: arnsOf(place).bucket(bucket),
    Condition: { ArnNotEquals: { "aws:PrincipalArn": arnsOf(place).role(deployer) } },
  };
}

/**
 * Denies deleting an object, adding a delete marker, and lifting its lock, also to the deployer: that requires a change of this policy
 * first, which is one reviewed change that raises an alarm. Lifecycle rules still work.
 */
export function denyDeletion(place: Place, bucket: string): Statement {
  return {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: everyone,
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectLegalHold"],
    Resource: arnsOf(place).objects(bucket),
  };
}
