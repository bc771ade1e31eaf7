import { expect, test } from "vitest";
import { awsInputs } from "../../../policies/inputs/aws-inputs.ts";
import { type Input, Needed, Ruled, Sort, Written } from "../../../policies/inputs/input.ts";
import { ruleSettings } from "../../../policies/judge/pack-config.ts";
import { isStackRule, type Rule } from "../../../policies/rule/rule.ts";
import { rules } from "../../../policies/rules.ts";
import { typesAskedFor } from "../../mutations/policies/types-asked-for.ts";

/** Rules to which an input leaves what stands there. */
function ruledBy(input: Input): string[] {
  if (input instanceof Needed) return ruledBy(input.input);
  if (input instanceof Ruled) return [input.rule];
  if (input instanceof Sort || input instanceof Written || input instanceof RegExp || Array.isArray(input)) return [];
  return Object.values(input).flatMap(ruledBy);
}

test("what is left to a rule of its own is judged by that rule, on that type, mandatorily", () => {
  const left = Object.entries(awsInputs).flatMap(([type, fields]) => ruledBy(fields).map((rule) => ({ type, rule })));
  expect(left.length).toBeGreaterThan(30);
  const looksAt = (rule: Rule, type: string) => {
    if (!isStackRule(rule)) return rule.types.includes(type);
    const types = typesAskedFor(rule, ruleSettings([rule]).get(rule.name)!.config, []);
    return types !== "all" && types.has(type);
  };
  const judgedBy = (name: string, type: string) =>
    rules.some((rule) => rule.name === name && looksAt(rule, type) && rule.enforcement === "mandatory");
  expect(left.filter(({ type, rule }) => !judgedBy(rule, type))).toEqual([]);
});
