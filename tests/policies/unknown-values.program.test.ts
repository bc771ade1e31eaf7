import { beforeAll, describe, expect, test } from "vitest";
import { examineStack, examineSubject } from "../../policies/judge/examine.ts";
import { ruleSettings } from "../../policies/judge/pack-config.ts";
import { isStackRule, type Rule } from "../../policies/rule/rule.ts";
import { Stack } from "../../policies/rule/stack.ts";
import { Subject, type SubjectSource } from "../../policies/rule/subject.ts";
import { UNKNOWN } from "../../policies/rule/unknown.ts";
import { rules } from "../../policies/rules.ts";
import { ruleCases } from "./cases/all.ts";
import { edited, type Path } from "./edit.ts";
import { largest, previewed } from "./previews.ts";
import { afterEdit, stackFor, subjectOf } from "./rule-case.ts";

// A verdict may only become "undecided" when a value becomes unknown: a pass never turns into a violation, nor a violation into a pass.

/**
 * Rules that list what is known. They read from one resource what another must be, such as the nodes from the pod that runs on them; where
 * nothing at all is known of the first, not even its name, the second is none that they know, and refused. No preview is like that: names of
 * objects, buckets and roles are the program's own.
 */
const closed = /-known-|-keep-complete$|^stack-no-external-references$|-named-ranges$|-node-settings$/;

const settings = ruleSettings(rules);
const today = "2026-11-25";
let aws: readonly SubjectSource[];
let kubernetes: readonly SubjectSource[];

beforeAll(async () => {
  aws = await previewed(largest.aws);
  kubernetes = await previewed(largest.kubernetes);
});

/** Every path in a value, objects and lists themselves included; documents in text count as text. */
function pathsIn(value: unknown, at: Path = []): Path[] {
  const own = at.length > 0 ? [at] : [];
  if (typeof value !== "object" || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]))];
}

const unknownAt = (source: SubjectSource, path: Path): SubjectSource => ({
  ...source,
  inputs: edited(source.inputs, path, UNKNOWN) as Record<string, unknown>,
});

function kindsOf(rule: Rule, source: SubjectSource): string[] {
  return examineSubject(rule, new Subject(source), settings.get(rule.name)!, [], today).map(({ kind }) => kind);
}

describe("what passes", () => {
  test.each(["aws", "kubernetes"] as const)("is never violated by an unknown value: resources of the %s example", (which) => {
    const broken: string[] = [];
    let tried = 0;
    for (const source of which === "aws" ? aws : kubernetes)
      for (const rule of rules) {
        if (isStackRule(rule) || !rule.types.includes(source.type) || kindsOf(rule, source).includes("violation")) continue;
        for (const path of pathsIn(source.inputs)) {
          tried++;
          if (kindsOf(rule, unknownAt(source, path)).includes("violation")) broken.push(`${rule.name} ${source.name} ${path.join(" ")}`);
        }
      }
    expect(broken).toEqual([]);
    expect(tried).toBeGreaterThan(3000);
  });

  test.each(["aws", "kubernetes"] as const)(
    "is never violated by a resource of which nothing is known: stack of the %s example",
    (which) => {
      const all = which === "aws" ? aws : kubernetes;
      const stackRules = rules.filter(isStackRule).filter(({ name }) => !closed.test(name));
      const violations = (sources: readonly SubjectSource[]) => {
        const stack = new Stack(sources);
        return stackRules.flatMap((rule) =>
          examineStack(rule, stack, settings.get(rule.name)!, [], today).filter(({ kind }) => kind === "violation"),
        );
      };
      const before = new Set(violations(all).map(({ rule, urn }) => `${rule} ${urn}`));
      const broken: string[] = [];
      for (const source of all) {
        const inputs = Object.fromEntries(Object.keys(source.inputs).map((key) => [key, UNKNOWN]));
        const forgotten = all.map((one) => (one.urn === source.urn ? { ...one, inputs, propertyDependencies: {} } : one));
        for (const { rule, urn } of violations(forgotten))
          if (!before.has(`${rule} ${urn}`)) broken.push(`${rule} at ${urn} without ${source.name}`);
      }
      expect(broken).toEqual([]);
    },
  );
});

describe("what is violated", () => {
  test("never passes because of an unknown value", () => {
    const broken: string[] = [];
    let tried = 0;
    for (const one of ruleCases) {
      const rule = rules.find(({ name }) => name === one.rule)!;
      const stack = stackFor(one, { aws, kubernetes });
      if (isStackRule(rule)) continue;
      for (const edit of one.fails) {
        if (edit === "unprotect" || edit.startsWith("remove ")) continue;
        const changed = afterEdit(one, edit, stack).find(({ urn }) => urn === subjectOf(one, stack).urn)!;
        for (const path of pathsIn(changed.inputs)) {
          tried++;
          if (kindsOf(rule, unknownAt(changed, path)).length === 0) broken.push(`${one.rule} after ${edit}: ${path.join(" ")}`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(tried).toBeGreaterThan(5000);
  });
});
