import { beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../policies/judge/judge.ts";
import { isStackRule, type Rule } from "../../policies/rule/rule.ts";
import { Stack as RuleStack } from "../../policies/rule/stack.ts";
import { rules } from "../../policies/rules.ts";
import { ruleCases } from "./cases/all.ts";
import { largest, previewed } from "./previews.ts";
import { afterEdit, baseOf, type RuleCase, type Stack, stackFor, subjectOf, withUnknown } from "./rule-case.ts";

let aws: Stack;
let kubernetes: Stack;

beforeAll(async () => {
  aws = await previewed(largest.aws);
  kubernetes = await previewed(largest.kubernetes);
});

const stackOf = (one: RuleCase) => stackFor(one, { aws, kubernetes });
const ruleOf = ({ rule }: RuleCase): Rule => {
  const found = rules.find(({ name }) => name === rule);
  if (!found) throw new Error(`there is no rule ${rule}`);
  return found;
};

/** `fail` where something is violated, else `undecided` where something is not known, else `pass`. */
function verdict(one: RuleCase, stack: Stack): "fail" | "undecided" | "pass" {
  const kinds = judge(stack, { rules: [ruleOf(one)], today: "2026-11-25" }).map(({ kind }) => kind);
  return kinds.includes("violation") ? "fail" : kinds.includes("undecided") ? "undecided" : "pass";
}

/** Whether a rule looks at something in a stack, so that to pass means something. */
function applies(one: RuleCase, stack: Stack): boolean {
  const rule = ruleOf(one);
  return isStackRule(rule) ? new RuleStack(stack).subjects.length > 0 : stack.some(({ type }) => rule.types.includes(type));
}

test("every rule has a case", () => {
  const shown = ruleCases.map(({ rule }) => rule);
  expect(rules.map(({ name }) => name).filter((name) => !shown.includes(name))).toEqual([]);
  expect(shown.filter((name) => !rules.some((rule) => rule.name === name))).toEqual([]);
});

test("every rule has a case that fails, and one with an unknown value", () => {
  for (const { name } of rules) {
    const own = ruleCases.filter(({ rule }) => rule === name);
    expect(
      own.some(({ fails, forbidden }) => fails.length > 0 || forbidden),
      name,
    ).toBe(true);
    expect(
      own.some((one) => one.unknown !== "decided") ||
        own.some(({ forbidden }) => forbidden) ||
        own.every(({ fails }) => fails.every((edit) => edit === "unprotect")),
      name,
    ).toBe(true);
  }
});

describe.each(ruleCases)("$rule on $on", (one) => {
  test(one.forbidden ? "passes where there is none" : "passes as it is", () => {
    const stack = one.forbidden ? stackOf(one) : baseOf(one, stackOf(one));
    if (!one.forbidden) expect(applies(one, stack), "the rule looks at nothing here").toBe(true);
    expect(verdict(one, stack)).not.toBe("fail");
  });

  if (one.forbidden) {
    test("fails where there is one, whatever is unknown", () => {
      const base = baseOf(one, stackOf(one));
      expect(verdict(one, base)).toBe("fail");
      expect(verdict(one, withUnknown(one, "remove", base) ?? base)).toBe("fail");
    });
  } else {
    test.each([...one.fails])("fails after: %s", (edit) => {
      const base = stackOf(one);
      expect(verdict(one, afterEdit(one, edit, base))).toBe("fail");
      expect(subjectOf(one, base)).toBeDefined();
    });
  }

  const unknown = one.unknown === "decided" ? [] : (one.unknown ?? one.fails.filter((edit) => edit !== "unprotect"));
  if (unknown.length > 0)
    test.each([...unknown])("cannot decide where unknown: %s", (edit) => {
      const stack = withUnknown(one, edit, stackOf(one));
      expect(stack && verdict(one, stack)).toBe("undecided");
    });
});
