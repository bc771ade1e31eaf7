import * as pulumi from "@pulumi/pulumi";

type Values = pulumi.Input<string> | pulumi.Input<string>[];

/** One statement of an IAM policy. Every statement has a Sid: a reviewer and a finding name it by that. */
export interface Statement {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal?: "*" | { AWS?: Values; Service?: Values };
  Action: string | string[];
  /** Left out in trust policies alone: IAM refuses it there, since the role that carries the policy is the resource. */
  Resource?: Values;
  /** operator -> condition key -> values */
  Condition?: Record<string, Record<string, Values>>;
}

/** An IAM policy document, for roles, resources and endpoints alike. */
export interface PolicyDocument {
  Version: "2012-10-17";
  Statement: Statement[];
}

/** Builds a policy document. @throws Error when two statements share a Sid, which IAM refuses only at deployment. */
export function policyDocument(...statements: Statement[]): PolicyDocument {
  const twice = statements.find(({ Sid }, i) => statements.findIndex((other) => other.Sid === Sid) < i);
  if (twice) throw new Error(`two statements are called ${twice.Sid}`);
  return { Version: "2012-10-17", Statement: statements };
}

/** The document as JSON: a plain string where all its parts are plain, so that it stands readable in a preview. */
export function policyJson(document: PolicyDocument): pulumi.Input<string> {
  return isPlain(document) ? JSON.stringify(document) : pulumi.jsonStringify(document);
}

function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

/**
 * Trust policy that lets one AWS service assume a role on behalf of this account alone (no confused deputy).
 * @param sourceArn the one resource on whose behalf the service may, where it is known
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
 * Trust policy for a service that gives no source account when it assumes the role (CloudTrail, S3 replication, EC2 for its instances). Another account
 * still cannot use the role through that service: whoever hands a role to a service needs `iam:PassRole`, which ends at the account.
 */
export function passedRoleTrust(service: string): PolicyDocument {
  return policyDocument({ Sid: "ServiceAssumesRole", Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}
