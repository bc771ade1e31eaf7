import type { Outcome } from "../rule/outcome.ts";
import { isStackRule, type Rule, type StackOutcome } from "../rule/rule.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import type { Waiver } from "../waivers/waiver.ts";
import { waiverFor } from "../waivers/waiver.ts";
import type { Finding } from "./finding.ts";
import type { RuleSettings } from "./pack-config.ts";

/** Findings of a rule on one resource; none where it does not apply. */
export function examineSubject(rule: Rule, subject: Subject, settings: RuleSettings, waivers: readonly Waiver[], today: string): Finding[] {
  if (isStackRule(rule) || !rule.types.includes(subject.type)) return [];
  return judged(() => rule.check(subject, settings.config)).map((outcome) => finding(rule, settings, subject, outcome, waivers, today));
}

/** Findings of a rule on the stack as a whole. */
export function examineStack(rule: Rule, stack: Stack, settings: RuleSettings, waivers: readonly Waiver[], today: string): Finding[] {
  if (!isStackRule(rule)) return [];
  return judged((): StackOutcome[] => rule.checkStack(stack, settings.config)).map((outcome: StackOutcome) =>
    finding(rule, settings, outcome.subject ?? stack.root, outcome, waivers, today),
  );
}

/** A rule that throws has checked nothing, and that counts as a violation. */
function judged<One extends Outcome>(check: () => One[]): (One | Outcome)[] {
  try {
    return check();
  } catch (error) {
    return [{ kind: "violation", path: "", message: `cannot be evaluated, since the rule itself failed: ${(error as Error).message}` }];
  }
}

function finding(
  rule: Rule,
  settings: RuleSettings,
  subject: Subject | undefined,
  outcome: Outcome,
  waivers: readonly Waiver[],
  today: string,
): Finding {
  const common = {
    rule: rule.name,
    severity: settings.severity,
    urn: subject?.urn ?? "",
    resource: subject?.name ?? "the stack",
    path: outcome.path,
    message: outcome.message,
  };
  if (outcome.kind === "undecided") return { ...common, kind: "undecided", enforcement: "advisory", because: outcome.because };
  const waiver = waiverFor(waivers, rule.name, common);
  if (waiver && waiver.expires >= today) return { ...common, kind: "waived", enforcement: "advisory", waiver };
  return { ...common, kind: "violation", enforcement: settings.enforcement };
}
