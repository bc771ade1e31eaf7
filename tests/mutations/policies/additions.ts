import { isStackRule } from "../../../policies/rule/rule.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { rules } from "../../../policies/rules.ts";

/** A resource of each type that a rule is about and that stands in none of the stacks: what somebody might add. */
export function additions(stacks: readonly SubjectSource[]): SubjectSource[] {
  const there = new Set(stacks.map(({ type }) => type));
  const types = new Set(rules.flatMap((rule) => (isStackRule(rule) ? [] : rule.types)));
  return [...types]
    .filter((type) => !there.has(type))
    .sort()
    .map((type) => ({ urn: `urn:pulumi:added::modelkeep::${type}::added`, type, name: "added", inputs: {}, protect: false }));
}
