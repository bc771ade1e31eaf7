import { expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules as pack } from "../../../policies/rules.ts";

const rule = "aws-cloudwatch-log-group-retention";
/** About a log group by itself, which is no stack. */
const rules = pack.filter(({ name }) => name.startsWith("aws-cloudwatch-log-group-"));
const type = "aws:cloudwatch/logGroup:LogGroup";
const group: SubjectSource = {
  urn: `urn:pulumi:test::test::${type}::audit`,
  type,
  name: "audit",
  inputs: { name: "/a/audit", retentionInDays: 30, kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/a" },
  protect: true,
};
const found = (config = {}) => judge([group], { rules, today: "2026-11-25", config }).map((one) => one.rule);

test("a rule that the configuration switches off finds nothing", () => {
  expect(found()).toEqual([rule]);
  expect(found({ [rule]: "disabled" })).toEqual([]);
});

test("a rule that fails has judged nothing, and is a mandatory violation", { tags: ["rule-that-fails-is-a-violation"] }, () => {
  const failing = rules.map((one) => ({
    ...one,
    check: () => {
      throw new TypeError("no such field");
    },
  }));
  expect(judge([group], { rules: failing, today: "2026-11-25" })).toContainEqual(
    expect.objectContaining({ rule, kind: "violation", message: "cannot be evaluated, since the rule itself failed: no such field" }),
  );
});
