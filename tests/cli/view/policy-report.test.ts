import { expect, test } from "vitest";
import { policyLines } from "../../../cli/view/policy-report.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import { rules } from "../../../policies/rules.ts";
import { plain } from "../../../terminal/paint.ts";

const rule = "aws-eks-cluster-private-endpoint";
const finding: Finding = {
  rule,
  severity: "critical",
  enforcement: "mandatory",
  kind: "violation",
  urn: "urn:a",
  resource: "cluster",
  path: "vpcConfig.endpointPublicAccess",
  message: "must be false",
};
const waiver = { rule, resource: "bench", reason: "a bench", owner: "security", expires: "2026-12-31" };

test("says what is violated and what to do, what is waived by whom, and what cannot be decided yet, by resource", () => {
  const findings: Finding[] = [
    finding,
    { ...finding, enforcement: "advisory", resource: "other" },
    { ...finding, kind: "waived", enforcement: "advisory", resource: "bench", waiver },
    { ...finding, kind: "undecided", enforcement: "advisory", rule: "a", because: ["policy"] },
    { ...finding, kind: "undecided", enforcement: "advisory", rule: "b", because: ["policy"] },
  ];
  expect(policyLines(findings, rules, plain)).toEqual([
    `Policies: ${rules.length} rules, 1 violation, 1 advisory, 1 waived, 2 undecided`,
    `    violation ${rule} (critical) cluster`,
    "        vpcConfig.endpointPublicAccess: must be false",
    "        Set vpcConfig.endpointPublicAccess to false and endpointPrivateAccess to true.",
    `    advisory ${rule} (critical) other`,
    "        vpcConfig.endpointPublicAccess: must be false",
    `    waived ${rule} (critical) bench`,
    "        waived until 2026-12-31 by security (a bench): vpcConfig.endpointPublicAccess: must be false",
    "    undecided until the resources exist, because these values are unknown (evaluated again by pulumi up):",
    "        cluster: policy: a, b",
  ]);
});

test("a clean preview is one line", () => {
  expect(policyLines([], rules, plain)).toEqual([`Policies: ${rules.length} rules, 0 violations, 0 advisory, 0 waived, 0 undecided`]);
});
