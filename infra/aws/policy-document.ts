import * as pulumi from "@pulumi/pulumi";

type Values = pulumi.Input<string> | pulumi.Input<string>[];

/** One statement of an IAM policy. Every statement has a Sid, which reviews and findings refer to. */
export interface Statement {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal?: "*" | { AWS?: Values; Service?: Values };
  Action: string | string[];
  /** Omitted only in trust policies: IAM rejects it there, since the role itself is the resource. */
  Resource?: Values;
  /** operator -> condition key -> values */
  Condition?: Record<string, Record<string, Values>>;
}

/** An IAM policy document, for roles, resources and endpoints alike. */
export interface PolicyDocument {
  Version: "2012-10-17";
  Statement: Statement[];
}

/** Builds a policy document. @throws Error if two statements share a Sid, which IAM rejects only at deployment. */
export function policyDocument(...statements: Statement[]): PolicyDocument {
  const twice = statements.find(({ Sid }, i) => statements.findIndex((other) => other.Sid === Sid) < i);
  if (twice) throw new Error(`two statements are called ${twice.Sid}`);
  return { Version: "2012-10-17", Statement: statements };
}

/** The document as JSON: a plain string if all its parts are plain, so that it is readable in a preview. */
export function policyJson(document: PolicyDocument): pulumi.Input<string> {
  return isPlain(document) ? JSON.stringify(document) : pulumi.jsonStringify(document);
}

function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

/**
 * Trust policy that lets one AWS service assume a role only on behalf of this account (no confused deputy).
 * @param sourceArn the only resource on whose behalf the service may assume it, if known
 */
export function serviceTrust(
  service: string,
  accountId: string,
  actions: string[] = ["sts:AssumeRole"],
  sourceArn?: string,
): PolicyDocument {
  return policyDocument({
    Sid: "ServiceAssumesRole",
    Effect: "Allow",
    Principal: { Service: service },
    Action: actions,
    Condition: { StringEquals: { "aws:SourceAccount": accountId }, ...(sourceArn ? { ArnLike: { "aws:SourceArn": sourceArn } } : {}) },
  });
}

/**
 * Trust policy for a service that sends no source account when it assumes the role (CloudTrail, S3 replication, EC2 for its instances).
 * Another account still cannot use the role through that service: passing a role to a service needs `iam:PassRole`, which is limited to the
 * account.
 */
export function passedRoleTrust(service: string): PolicyDocument {
  return policyDocument({ Sid: "ServiceAssumesRole", Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}
