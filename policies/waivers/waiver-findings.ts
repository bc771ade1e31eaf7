import type { Finding } from "../judge/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Subject } from "../rule/subject.ts";
import type { Declared } from "./declared.ts";
import { judgedElsewhere } from "./judged-elsewhere.ts";
import { names, type Waiver } from "./waiver.ts";

/** Name of the rule about waivers. */
export const waiversRule = "modelkeep-waivers";

export const waiversDescription = "Each waiver is for one resource that violates one rule, and has not expired.";

export interface WaiverContext {
  declared: readonly Declared[];
  malformed: readonly { by: Subject; why: string }[];
  rules: readonly Rule[];
  subjects: readonly Subject[];
  /** Findings of the rules, which show whether a waiver is needed. */
  findings: readonly Pick<Finding, "rule" | "urn" | "resource" | "kind">[];
  today: string;
}

/** What is wrong with waivers: expired, unowned and unused waivers are mandatory violations. */
export function waiverFindings(context: WaiverContext): Finding[] {
  const { declared, malformed } = context;
  return [
    ...malformed.map(({ by, why }) => waiverFault(by, why)),
    ...declared.flatMap(({ waiver, by }) => {
      const why = fault(waiver, context);
      return why === undefined ? [] : [waiverFault(by, `waiver of ${waiver.rule} for ${waiver.resource}: ${why}`)];
    }),
  ];
}

function fault(waiver: Waiver, { declared, rules, subjects, findings, today }: WaiverContext): string | undefined {
  const elsewhere = judgedElsewhere.includes(waiver.rule);
  if (!elsewhere && !rules.some(({ name }) => name === waiver.rule))
    return "there is no such rule; accepted: the names that modelkeep policies lists";
  if (waiver.expires < today) return `it expired on ${waiver.expires}; accepted: a new date, signed by ${waiver.owner}, or no waiver`;
  if (declared.filter((other) => other.waiver.rule === waiver.rule && other.waiver.resource === waiver.resource).length > 1)
    return "it exists twice; accepted: one waiver for each rule and resource";
  if (elsewhere) return undefined;
  if (!subjects.some(({ urn, name }) => names(waiver, { urn, resource: name })))
    return "there is no such resource; accepted: its name or URN";
  const concerned = findings.filter((found) => found.rule === waiver.rule && names(waiver, found));
  const urns = [...new Set(concerned.filter(({ kind }) => kind !== "undecided").map(({ urn }) => urn))];
  if (urns.length > 1) return `${urns.length} resources of that name violate the rule; accepted: the URN of one`;
  if (concerned.length === 0) return "the resource does not violate the rule; accepted: no waiver";
  return undefined;
}

/** A fault of a waiver as a finding. */
export function waiverFault(by: Subject | undefined, message: string): Finding {
  return {
    rule: waiversRule,
    severity: "high",
    enforcement: "mandatory",
    kind: "violation",
    urn: by?.urn ?? "",
    resource: by?.name ?? "the stack",
    path: "waivers",
    message,
  };
}
