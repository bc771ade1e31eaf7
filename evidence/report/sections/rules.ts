import { isStackRule, type Rule } from "../../../policies/rule/rule.ts";
import { Stack } from "../../../policies/rule/stack.ts";
import type { Subject } from "../../../policies/rule/subject.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportedRule } from "../model/rule.ts";

/** A rule with the resources that it evaluated. */
export interface JudgedRule {
  report: ReportedRule;
  subjects: readonly Subject[];
}

/** A stack that records what a rule reads. */
class WatchedStack extends Stack {
  readonly seen = new Set<Subject>();

  override look(subjects: readonly Subject[]): readonly Subject[] {
    for (const subject of subjects) this.seen.add(subject);
    return subjects;
  }
}

/** Every rule with the number of evaluated resources and its outcome. A rule that evaluated nothing and found nothing shows nothing. */
export function judgedRules({ preview: { resources }, rules, findings }: Evidence): JudgedRule[] {
  const stack = new WatchedStack(resources);
  return rules.map((rule) => {
    const subjects = subjectsOf(rule, stack);
    const found = findings.filter((finding) => finding.rule === rule.name);
    return { report: { ...reported(rule), judged: subjects.length, outcome: outcomeOf(found, subjects.length) }, subjects };
  });
}

function subjectsOf(rule: Rule, stack: WatchedStack): readonly Subject[] {
  if (!isStackRule(rule)) return stack.of(...rule.types);
  stack.seen.clear();
  const defaults = Object.entries(rule.config ?? {}).map(([name, property]) => [name, property.default]);
  rule.checkStack(stack, Object.fromEntries(defaults));
  return [...stack.seen];
}

function outcomeOf(found: Evidence["findings"], judged: number): ReportedRule["outcome"] {
  const violations = found.filter(({ kind }) => kind === "violation");
  if (violations.some(({ enforcement }) => enforcement === "mandatory")) return "broken";
  if (found.some(({ kind }) => kind === "undecided")) return "undecided";
  if (violations.length > 0) return "advised";
  if (found.some(({ kind }) => kind === "waived")) return "waived";
  return judged === 0 ? "nothing to judge" : "holds";
}

function reported({
  name,
  description,
  severity,
  enforcement,
  controls,
  frameworks,
  database,
  remediation,
}: Rule): Omit<ReportedRule, "judged" | "outcome"> {
  const { cisEks = [], fsbp = [], nist80053r5 = [], checkov = [], trivy = [] } = frameworks;
  const ids = { cisEks, fsbp, nist80053r5, checkov, trivy };
  const copied = Object.fromEntries(Object.entries(ids).map(([key, list]) => [key, [...list]])) as ReportedRule["frameworks"];
  return { name, description, severity, enforcement, controls: [...controls], frameworks: copied, database, remediation };
}
