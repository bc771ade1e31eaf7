import { arnsOf, type Place } from "../names.ts";
import type { Statement } from "../policy-document.ts";

/** Any caller at all, anonymous ones too: only ever the principal of a denial. */
export const everyone = { AWS: "*" };

/** The bucket and its objects, which a statement about every request must both name. */
const allOf = (place: Place, bucket: string): string[] => [arnsOf(place).bucket(bucket), arnsOf(place).objects(bucket)];

/** Denials that each bucket of a keep carries: nobody gets in without TLS 1.2, and nobody from another account. */
export function commonDenials(place: Place, bucket: string): Statement[] {
  const everything = { Effect: "Deny", Principal: everyone, Action: "s3:*", Resource: allOf(place, bucket) } as const;
  return [
    { Sid: "OnlyTls", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    // Source: "Enforcing encryption in transit with TLS1.2 or higher with Amazon S3", AWS Storage Blog. The endpoints have asked for 1.2 since 2024.
    { Sid: "OnlyTls12OrNewer", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    {
      Sid: "OnlyThisAccount",
      ...everything,
      // A service on its own behalf has no account, and `aws:PrincipalAccount` would shut out CloudTrail and log delivery.
      Condition: { StringNotEquals: { "aws:PrincipalAccount": place.accountId }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
  ];
}

/**
 * Only the deploying role changes how a bucket is set up. It cannot lock the account out: the root user may always read, write and
 * delete a bucket policy, whatever that policy denies. Source: PutBucketPolicy in the S3 API reference.
 */
export function deployerAloneConfigures(place: Place, bucket: string, deployer: string): Statement {
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
 * Nobody deletes an object, hides it behind a delete marker, or lifts its lock, the deployer included: whoever must, changes this
 * policy first, which is one reviewed change that raises an alarm. Lifecycle rules work all the same.
 */
export function nobodyDeletes(place: Place, bucket: string): Statement {
  return {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: everyone,
    Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:PutObjectLegalHold"],
    Resource: arnsOf(place).objects(bucket),
  };
}
