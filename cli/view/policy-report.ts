import { type Finding, sentence } from "../../policies/judge/finding.ts";
import type { Rule } from "../../policies/rule/rule.ts";
import type { Paint } from "../../terminal/paint.ts";
import { plural } from "../../terminal/plural.ts";

/** Results of the policy pack: violations first, then advice, waivers, and what cannot be decided yet. */
export function policyLines(findings: readonly Finding[], rules: readonly Rule[], paint: Paint): string[] {
  const remedy = new Map(rules.map(({ name, remediation }) => [name, remediation]));
  const mandatory = findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "mandatory");
  const advisory = findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "advisory");
  const waived = findings.filter(({ kind }) => kind === "waived");
  const undecided = findings.filter(({ kind }) => kind === "undecided");
  const counts = [
    plural(mandatory.length, "violation"),
    `${advisory.length} advisory`,
    `${waived.length} waived`,
    `${undecided.length} undecided`,
  ];
  return [
    paint("bold", `Policies: ${plural(rules.length, "rule")}, ${counts.join(", ")}`),
    ...mandatory.flatMap((finding) => lines(finding, paint("red", "violation"), paint, remedy.get(finding.rule))),
    ...advisory.flatMap((finding) => lines(finding, paint("yellow", "advisory"), paint)),
    ...waived.flatMap((finding) => lines(finding, paint("yellow", "waived"), paint)),
    ...undecidedLines(undecided, paint),
  ];
}

function lines(finding: Finding, label: string, paint: Paint, remedy?: string): string[] {
  return [
    `    ${label} ${finding.rule} ${paint("dim", `(${finding.severity})`)} ${finding.resource}`,
    `        ${sentence(finding)}`,
    ...(remedy === undefined ? [] : [paint("dim", `        ${remedy}`)]),
  ];
}

/** One line per resource and unknown value, since one unknown policy leaves many rules undecided. */
function undecidedLines(findings: readonly Finding[], paint: Paint): string[] {
  if (findings.length === 0) return [];
  const groups = Map.groupBy(findings, ({ resource, because }) => `${resource}: ${[...new Set(because)].join(", ")}`);
  const rows = [...groups].map(([what, group]) => `        ${what}: ${[...new Set(group.map(({ rule }) => rule))].join(", ")}`);
  return [
    `    ${paint("dim", "undecided")} until the resources exist, because these values are unknown (evaluated again by pulumi up):`,
    ...rows,
  ];
}
