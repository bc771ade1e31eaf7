import { badge } from "../../../../../html/badge.ts";
import type { Content } from "../../../../../html/markup.ts";
import { code, none, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedFinding } from "../../../model/finding.ts";
import type { Report } from "../../../model/report.ts";
import { judgeLink } from "../links.ts";

const severities = ["critical", "high", "medium", "low"];
const kinds = ["violation", "undecided", "waived"];

/** Findings of rules, by descending severity. */
export function findingsSection({ findings, rules }: Report): Content {
  if (findings.length === 0) return paragraph("No findings: no violation, nothing waived, nothing undecided.");
  const remediation = new Map(rules.map((rule) => [rule.name, rule.remediation]));
  const sorted = findings.toSorted((a, b) => weight(a) - weight(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  return table({
    label: "Findings",
    caption: "A mandatory violation blocks the deployment. Undecided findings depend on values that are known only after deployment.",
    kind: "findings",
    columns: ["Rule", "State", "Severity", "Resource", "Problem and fix"],
    rows: sorted.map((finding) => [
      judgeLink(finding.rule, rules),
      [badge(finding.kind), finding.kind === "violation" ? ` ${finding.enforcement}` : ""],
      finding.severity,
      [finding.resource, finding.path === "" ? "" : [" ", code(finding.path)]],
      [
        finding.message,
        finding.because.length > 0 ? `. Unknown: ${finding.because.join(", ")}` : "",
        ". ",
        remediation.get(finding.rule) ?? none,
      ],
    ]),
  });
}

function weight({ kind, enforcement, severity }: ReportedFinding): number {
  return kinds.indexOf(kind) * 100 + (enforcement === "mandatory" ? 0 : 10) + severities.indexOf(severity);
}
