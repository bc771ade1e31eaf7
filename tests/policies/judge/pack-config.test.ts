import { expect, test } from "vitest";
import { ruleSettings } from "../../../policies/judge/pack-config.ts";
import { rules } from "../../../policies/rules.ts";

const retention = "aws-cloudwatch-log-group-retention";
const of = (config: Record<string, unknown>) => ruleSettings(rules, config).get(retention);

test("a rule has its own level, else that of all", () => {
  expect(of({})).toMatchObject({ enforcement: "mandatory", disabled: false, severity: "medium", config: { days: 365 } });
  expect(of({ all: "advisory" })).toMatchObject({ enforcement: "advisory" });
  expect(of({ all: "advisory", [retention]: "mandatory" })).toMatchObject({ enforcement: "mandatory" });
  expect(of({ [retention]: { enforcementLevel: "disabled" } })).toMatchObject({ disabled: true });
  expect(of({ [retention]: { severity: "critical", days: 730 } })).toMatchObject({ severity: "critical", config: { days: 730 } });
});

test.each([
  [{ "aws-nothing": "advisory" }, /aws-nothing is not a rule of the pack/],
  [{ [retention]: "strict" }, /"strict" is not a level; accepted: mandatory, advisory, disabled/],
  [{ [retention]: { dais: 30 } }, /dais is not a setting of the rule; accepted: .*days/],
  [{ [retention]: { days: "30" } }, /days: "30" is not an integer/],
  [{ [retention]: { severity: "fatal" } }, /severity: "fatal" is not a severity; accepted: low, medium, high, critical/],
  [{ [retention]: { waivers: [{ resource: "a" }] } }, /waivers: reason is missing/],
])("%j is refused in one sentence", { tags: ["pack-config-refused"] }, (config, message) => {
  expect(() => ruleSettings(rules, config as Record<string, unknown>)).toThrow(message);
});
