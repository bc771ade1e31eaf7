import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { passedRoleTrust, policyDocument, policyJson, serviceTrust } from "../../../infra/aws/policy-document.ts";

const statement = { Sid: "Reads", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" } as const;

describe("policyDocument", () => {
  it("refuses two statements of one name", () => {
    expect(() => policyDocument(statement, statement)).toThrow("two statements are called Reads");
  });
});

describe("policyJson", () => {
  it("is plain text where all its parts are plain", () => {
    expect(JSON.parse(policyJson(policyDocument(statement)) as string)).toEqual({ Version: "2012-10-17", Statement: [statement] });
  });

  it("waits for a part that is an output", () => {
    expect(pulumi.Output.isInstance(policyJson(policyDocument({ ...statement, Resource: [pulumi.output("arn")] })))).toBe(true);
  });
});

describe("trust policies", () => {
  it("carry no Resource, which IAM refuses in them", () => {
    for (const document of [serviceTrust("eks.amazonaws.com", "111122223333"), passedRoleTrust("ec2.amazonaws.com")])
      expect(Object.keys(document.Statement[0] ?? {})).not.toContain("Resource");
  });

  it("let a service act for this account alone, and for one resource where it is named", { tags: ["service-trust-this-account"] }, () => {
    const condition = (sourceArn?: string) =>
      serviceTrust("eks.amazonaws.com", "111122223333", ["sts:AssumeRole"], sourceArn).Statement[0]?.Condition;
    expect(condition()).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
    expect(condition("arn:c")).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:c" } });
  });
});
