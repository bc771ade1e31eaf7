import { controlStates } from "../model/control.ts";
import type { Report } from "../model/report.ts";
import { advisoriesPart, inventoryPart } from "./markdown/inventory.ts";
import { controlsPart, findingsPart, trialPart, waiversPart } from "./markdown/judgements.ts";
import { basisPart, releasePart, typesPart } from "./markdown/release.ts";
import { code, items, plainText, table } from "./markdown/text.ts";
import { flowsPart, principalsPart, proofPart } from "./markdown/ways.ts";
import { restsOn } from "./rests-on.ts";

/** The report for a pull request or a wiki: the same verdict and tables, without the diagram. */
export function markdownReport(report: Report): string {
  const { subject, verdict, counts, asOf, release } = report;
  const lines = [
    `# Security evidence: ${plainText(subject.stack)} of ${plainText(subject.project)}`,
    "",
    `**${verdict.state}.** ${plainText(verdict.sentence)}`,
    "",
    ...table(
      ["Based on", ""],
      restsOn(report).map(({ title, lines: said }) => [plainText(title), plainText(said.join(" "))]),
    ),
    ...verdict.steps.map((step, i) => `${i + 1}. ${plainText(step)}`),
    "",
    `Proofs: ${counted(counts.proofs)}. Controls: ${counted(Object.fromEntries([...controlStates].reverse().map((state) => [state, counts.controls[state] ?? 0])))}. Rules: ${counted(counts.rules)}.`,
    "",
    `Target: ${subject.target}; ${subject.models.length > 1 ? "models" : "model"}: ${plainText(subject.models.join("; ") || "none")}; ${subject.resources} resources; fingerprint ${code(subject.fingerprint.slice(0, 16))}; as of ${asOf}; kit ${plainText(release.kit.version ?? "unknown version")}.`,
    "",
    ...table(["Decision", "Name", "Date", "Signature"], [[" ", " ", " ", " "]]),
    "## Release",
    "",
    ...releasePart(report),
    ...typesPart(report),
    "## Identity issuers, digests, limits",
    "",
    ...basisPart(report),
    "## Reachability",
    "",
    ...flowsPart(report),
    "## Proofs",
    "",
    ...report.proofs.flatMap(proofPart),
    "## Principals",
    "",
    ...principalsPart(report),
    "## Findings",
    "",
    ...findingsPart(report),
    "## Waivers",
    "",
    ...waiversPart(report),
    "## Open risks that this kit cannot close",
    "",
    ...items(report.risks.map(({ title, text }) => `**${plainText(title)}.** ${plainText(text)}`)),
    "## Controls",
    "",
    ...controlsPart(report),
    "## Tried on a real node",
    "",
    ...trialPart(report),
    "## Frameworks",
    "",
    ...report.frameworks.flatMap(({ title, entries }) => [
      `### ${plainText(title)}`,
      "",
      ...table(
        ["Id", "State", "Controls", "Rules"],
        entries.map(({ id, state, controls, rules, basis }) => [
          plainText(id),
          state,
          controls.join(", "),
          basis === "rules" ? rules.map(code).join(", ") : "none of its own",
        ]),
      ),
    ]),
    "## Inventory",
    "",
    ...inventoryPart(report),
    "## Advisories",
    "",
    ...advisoriesPart(report),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const counted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ");
