import { describe, expect, test } from "vitest";
import type { ReportedProof } from "../../../../evidence/report/model/proof.ts";
import type { ReportedRule } from "../../../../evidence/report/model/rule.ts";
import { controlState, worst } from "../../../../evidence/report/sections/control-state.ts";

const rule = (outcome: ReportedRule["outcome"], enforcement: ReportedRule["enforcement"] = "mandatory"): ReportedRule => ({
  name: `rule-${outcome}`,
  description: "",
  severity: "high",
  enforcement,
  controls: ["D1"],
  frameworks: { cisEks: [], fsbp: [], nist80053r5: [], checkov: [], trivy: [] },
  database: "",
  remediation: "",
  judged: 1,
  outcome,
});
const proof = (status: ReportedProof["status"]): ReportedProof => ({
  id: `proof-${status}`,
  claim: "",
  controls: ["D1"],
  status,
  assumptions: [],
  examined: [],
  allowed: [],
  counterexamples: [],
  unknown: [],
});

describe("a control", () => {
  test.each([
    ["enforced", [rule("holds")], []],
    ["enforced", [], [proof("proved")]],
    ["enforced", [rule("holds"), rule("nothing to judge")], [proof("proved")]],
    ["waived", [rule("holds"), rule("waived")], [proof("proved")]],
    ["partly", [rule("holds"), rule("undecided")], []],
    ["partly", [rule("holds"), rule("advised", "advisory")], []],
    ["partly", [rule("holds")], [proof("undecided")]],
    ["partly", [rule("holds", "advisory")], []],
    ["partly", [rule("waived"), rule("undecided")], []],
    ["broken", [rule("holds")], [proof("refuted")]],
    ["broken", [rule("broken"), rule("waived"), rule("undecided")], [proof("proved")]],
    ["not covered", [], []],
    ["not covered", [rule("nothing to judge")], []],
  ] as const)("is %s", { tags: ["control-state"] }, (state, rules, proofs) => {
    expect(controlState(rules, proofs).state).toBe(state);
  });

  test("says which rules and proofs it is that", () => {
    expect(controlState([rule("broken")], [proof("refuted")]).reason).toBe("does not hold: proof-refuted, rule-broken");
    expect(controlState([rule("holds")], [proof("proved")]).reason).toBe("1 rule holds, 1 proof holds");
    expect(controlState([rule("nothing to judge")], []).reason).toBe(
      "1 rule of the pack covers it, but this stack has nothing to evaluate",
    );
  });
});

test("of several states the worst counts, and of none nothing is covered", () => {
  expect(worst(["enforced", "waived"])).toBe("waived");
  expect(worst(["enforced", "broken", "not covered"])).toBe("broken");
  expect(worst([])).toBe("not covered");
});
