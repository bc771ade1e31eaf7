import { expect, test } from "vitest";
import { findingChanges } from "../../../diff/findings/finding-changes.ts";
import type { Finding } from "../../../policies/judge/finding.ts";

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "aws-ec2-security-group-no-public-ingress",
  severity: "high",
  enforcement: "mandatory",
  kind: "violation",
  urn: "urn:a",
  resource: "a",
  path: "cidrIpv4",
  message: "lets in the internet",
  ...more,
});
const other = finding({ rule: "aws-ec2-security-group-described", severity: "low", path: "description" });

test("the same findings in another order are no change", () => {
  expect(findingChanges([finding(), other], [other, finding()])).toEqual({ added: [], fixed: [] });
});

test("one more is added, one less is fixed, the worst first", () => {
  expect(findingChanges([], [other, finding()]).added).toEqual([finding(), other]);
  expect(findingChanges([other, finding()], [])).toEqual({ added: [], fixed: [finding(), other] });
});

test("a second message at the same place is a finding of its own", { tags: ["second-message-is-own-finding"] }, () => {
  const second = finding({ message: "lets in port 22" });
  expect(findingChanges([finding()], [finding(), second])).toEqual({ added: [second], fixed: [] });
  expect(findingChanges([finding(), second], [finding()])).toEqual({ added: [], fixed: [second] });
});

test("a finding that says something else at its place is new, and mends nothing", () => {
  const worse = finding({ message: "lets in everything" });
  expect(findingChanges([finding()], [worse])).toEqual({ added: [worse], fixed: [] });
});

test("what was undecided or waived and is a violation is new; what is waived now is not fixed", () => {
  const waived = finding({ kind: "waived", enforcement: "advisory" });
  expect(findingChanges([waived], [finding()])).toEqual({ added: [finding()], fixed: [] });
  expect(findingChanges([finding()], [waived])).toEqual({ added: [waived], fixed: [] });
});

test("a resource under another name by an alias has no new finding", () => {
  const moved = finding({ urn: "urn:b" });
  expect(findingChanges([finding()], [moved], new Map([["urn:a", "urn:b"]]))).toEqual({ added: [], fixed: [] });
  expect(findingChanges([finding()], [moved]).added).toEqual([moved]);
});
