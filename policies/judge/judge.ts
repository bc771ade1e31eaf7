import type { Rule } from "../rule/rule.ts";
import { type OutputOf, Stack } from "../rule/stack.ts";
import type { SubjectSource } from "../rule/subject.ts";
import { declaredWaivers } from "../waivers/declared.ts";
import { waiverFindings } from "../waivers/waiver-findings.ts";
import { examineStack, examineSubject } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { type PackConfig, ruleSettings } from "./pack-config.ts";

export interface JudgeOptions {
  rules: readonly Rule[];
  /** Calendar date in UTC, `YYYY-MM-DD`, by which waivers expire. */
  today: string;
  config?: PackConfig;
  /** Whose output a text is, of a preview with symbols or a state: then what an input is made from is known, and not only counted. */
  outputOf?: OutputOf;
}

/**
 * Every rule over every resource of a stack, and what is wrong with its waivers. The policy pack comes to the same findings when the
 * Pulumi CLI asks it resource by resource.
 * @returns findings by rule, in the order of the rules, then by resource
 * @throws PackConfigError as {@link ruleSettings} does
 */
export function judge(resources: readonly SubjectSource[], { rules, today, config = {}, outputOf }: JudgeOptions): Finding[] {
  const settings = ruleSettings(rules, config);
  const stack = new Stack(resources, outputOf);
  const declared = declaredWaivers(stack.subjects);
  const waivers = [
    ...declared.waivers,
    ...[...settings.values()].flatMap((one) => one.waivers.map((waiver) => ({ waiver, by: stack.root }))),
  ];
  const inForce = waivers.map(({ waiver }) => waiver);
  const findings = rules.flatMap((rule) => {
    const own = settings.get(rule.name);
    if (!own || own.disabled) return [];
    const subjects = stack.subjects.flatMap((subject) => examineSubject(rule, subject, own, inForce, today));
    return [...subjects, ...examineStack(rule, stack, own, inForce, today)];
  });
  return [
    ...findings,
    ...waiverFindings({ declared: waivers, malformed: declared.malformed, rules, subjects: stack.subjects, findings, today }),
  ];
}
