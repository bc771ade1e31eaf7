import { expect, test } from "vitest";
import { defaultProviderReference, isProvider, isRoot, packageOf, urnOf } from "../../../engine/in-process/urn.ts";

const STACK = "urn:pulumi:dev::estate::pulumi:pulumi:Stack::estate-dev";
const VAULT = "urn:pulumi:dev::estate::estate:data:Vault::vault";
const LOG = "urn:pulumi:dev::estate::estate:data:Vault$estate:data:Log::vault-log";

// The expected URNs are those that the Pulumi CLI 3.259.0 printed for the program tests/fixtures/programs/estate.
test.each([
  ["pulumi:pulumi:Stack", "estate-dev", undefined, STACK],
  ["estate:data:Vault", "vault", STACK, VAULT],
  ["estate:data:Log", "vault-log", VAULT, LOG],
  [
    "aws:cloudwatch/logGroup:LogGroup",
    "vault-log-group",
    LOG,
    "urn:pulumi:dev::estate::estate:data:Vault$estate:data:Log$aws:cloudwatch/logGroup:LogGroup::vault-log-group",
  ],
])("%s %s", (type, name, parent, expected) => {
  expect(urnOf("dev", "estate", type, name, parent)).toBe(expected);
});

test("the default provider is named after its version", () => {
  const reference = "urn:pulumi:dev::p::pulumi:providers:aws::default_7_48_0::04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  expect(defaultProviderReference("dev", "p", "aws", "7.48.0")).toBe(reference);
  expect(defaultProviderReference("dev", "p", "aws", "7.48.0-alpha.1")).toContain("::default_7_48_0_alpha_1::");
  expect(defaultProviderReference("dev", "p", "pulumi", "")).toContain("::pulumi:providers:pulumi::default::");
});

test("types", () => {
  expect([isRoot("pulumi:pulumi:Stack"), isRoot("a:b:Stack")]).toEqual([true, false]);
  expect([isProvider("pulumi:providers:aws"), isProvider("pulumi:pulumi:StackReference")]).toEqual([true, false]);
  expect(packageOf("aws:ec2/vpc:Vpc")).toBe("aws");
});
