/**
 * `modelkeep/policies`: the rules, what judges by them without an engine, and what a rule of one's own is written with.
 * @packageDocumentation
 */
export { type CrossguardOptions, crossguardPolicies } from "./crossguard/policies.ts";
export { type Finding, stops } from "./judge/finding.ts";
export { type JudgeOptions, judge } from "./judge/judge.ts";
export { type PackConfig, PackConfigError, ruleSettings } from "./judge/pack-config.ts";
export { forbid, need, type Outcome, when } from "./rule/outcome.ts";
export { about, isStackRule, type ResourceRule, type Rule, type StackOutcome, type StackRule } from "./rule/rule.ts";
export type { Stack } from "./rule/stack.ts";
export type { Subject, SubjectSource } from "./rule/subject.ts";
export { rules } from "./rules.ts";
