import { describe, expect, test } from "vitest";
import { pinned, pinnedToPrincipals } from "../../../policies/rule/pinned.ts";
import { Reading } from "../../../policies/rule/reading.ts";
import { covers, statementsOf } from "../../../policies/rule/statement.ts";
import type { Truth } from "../../../policies/rule/truth.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";

const only = (statement: object) => (test: (one: Parameters<Parameters<ReturnType<typeof statementsOf>["some"]>[0]>[0]) => Truth) =>
  statementsOf(new Reading(JSON.stringify({ Statement: statement }), "policy")).some(test).state;

describe("actions", () => {
  test.each([
    ["s3:*", "s3:GetObject", true],
    ["*", "iam:PassRole", true],
    ["S3:get*", "s3:GetObject", true],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:GetObject", "s3:GetObjectVersion", false],
    ["s3.GetObject", "s3:GetObject", false],
  ])("%s covers %s: %s", (pattern, action, expected) => {
    expect(covers(pattern, action)).toBe(expected);
  });
});

describe("who is named", () => {
  test.each([
    ["*", "yes"],
    [{ AWS: "*" }, "yes"],
    [{ AWS: ["arn:aws:iam::1:root", "*"] }, "yes"],
    [{ Service: "eks.amazonaws.com" }, "no"],
  ])("%j is everybody: %s", (Principal, expected) => {
    expect(only({ Principal })((one) => one.principals().some(({ id }) => id.is("*")))).toBe(expected);
  });

  test("an unknown principal may be anybody", () => {
    const statement = statementsOf(new Reading({ Statement: [{ Principal: { AWS: UNKNOWN } }] }, "policy"));
    expect(statement.some((one) => one.principals().some(({ id }) => id.is("*"))).state).toBe("unknown");
  });
});

describe("conditions that name somebody", () => {
  const condition = (Condition: object) => only({ Effect: "Allow", Condition });
  test.each([
    [{ StringEquals: { "aws:PrincipalAccount": "111122223333" } }, "yes"],
    [{ StringEquals: { "AWS:principalaccount": "111122223333" } }, "yes"],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }, "yes"],
    [{ StringLike: { "aws:PrincipalAccount": "*" } }, "no"],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/a" } }, "no"],
    [{ StringEqualsIfExists: { "aws:PrincipalAccount": "111122223333" } }, "no"],
    [{ "ForAllValues:StringEquals": { "aws:PrincipalAccount": "111122223333" } }, "no"],
    [{ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }, "no"],
    [{ StringEquals: { "aws:SourceAccount": "111122223333" } }, "no"],
    [{ Bool: { "aws:SecureTransport": "true" } }, "no"],
    [{ StringEquals: { "aws:PrincipalAccount": [] } }, "no"],
  ])("%j pins the principal: %s", { tags: ["conditions-pin-principal"] }, (Condition, expected) => {
    expect(condition(Condition)(pinnedToPrincipals)).toBe(expected);
  });

  test.each([
    [{ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::vault" } }, "yes"],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:eks:eu-central-1:*:cluster/a" } }, "no"],
    [{ ArnEquals: { "kms:EncryptionContext:aws:logs:arn": ["arn:aws:logs:eu-central-1:111122223333:log-group:a"] } }, "yes"],
  ])("%j pins the source: %s", (Condition, expected) => {
    expect(condition(Condition)(pinned)).toBe(expected);
  });
});
