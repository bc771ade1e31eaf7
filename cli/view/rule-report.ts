import type { FrameworkIds, Rule } from "../../policies/rule/rule.ts";
import { brokenAtBlanks } from "../../terminal/broken-at-blanks.ts";
import { type Fact, factLines } from "../../terminal/facts.ts";
import type { Paint } from "../../terminal/paint.ts";
import { plural } from "../../terminal/plural.ts";

/** A rule with all its documentation. */
export type DescribedRule = Pick<
  Rule,
  "name" | "description" | "severity" | "enforcement" | "controls" | "frameworks" | "database" | "remediation"
> & {
  scope: "resource" | "stack";
  /** Resource types that it checks; absent where it checks the whole stack. */
  types?: readonly string[];
  config: NonNullable<Rule["config"]>;
};

/** All rules by folder of the pack: a line of facts each, and below it the requirement and the controls that it maps to. */
export function ruleList(folders: Readonly<Record<string, readonly Rule[]>>, width: number, paint: Paint): string {
  const rules = Object.values(folders).flat();
  const cells = (rule: Rule) => [rule.name, rule.severity, rule.enforcement];
  const head = ["rule", "severity", "level"];
  const widths = head.map((title, at) => Math.max(title.length, ...rules.map((rule) => cells(rule)[at]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join("  ")
      .trimEnd();
  const areas = Object.entries(folders).map(([folder, all]) => [
    paint("bold", `${folder} (${plural(all.length, "rule")})`),
    ...all.flatMap((rule) => [
      line(cells(rule)),
      ...brokenAtBlanks(`${rule.description} (${rule.controls.join(", ")})`, width - 4).map((text) => paint("dim", `    ${text}`)),
    ]),
  ]);
  return `${[[paint("bold", line(head))], ...areas].map((lines) => `${lines.join("\n")}\n`).join("\n")}\n${plural(rules.length, "rule")}. Details of one: modelkeep policies show RULE; the rationale: policies/README.md.\n`;
}

/** Short names of frameworks, at most nine letters. */
const frameworks: Readonly<Record<keyof FrameworkIds, string>> = {
  cisEks: "CIS EKS",
  fsbp: "AWS FSBP",
  nist80053r5: "NIST",
  checkov: "checkov",
  trivy: "trivy",
};

/** All details of one rule. */
export function ruleReport(rule: DescribedRule, width: number, paint: Paint): string {
  const facts: Fact[] = [
    { label: "Rule", texts: [rule.name] },
    { label: "Asks", texts: [rule.description] },
    { label: "Otherwise", texts: [`${rule.severity}, ${rule.enforcement === "mandatory" ? "blocks a deployment" : "advisory"}`] },
    { label: "Checks", texts: [rule.types ? rule.types.join(", ") : "the stack as a whole"] },
    { label: "Database", texts: [rule.database] },
    { label: "Fix", texts: [rule.remediation] },
    { label: "Controls", texts: [rule.controls.join(", ")] },
    ...Object.entries(rule.frameworks)
      .filter(([, ids]) => ids.length > 0)
      .map(([framework, ids]) => ({ label: frameworks[framework as keyof FrameworkIds], texts: [ids.join(", ")] })),
    ...Object.entries(rule.config).map(([key, { description, default: usual }]) => ({
      label: "Setting",
      texts: [`${key}: ${description ?? ""} (default ${JSON.stringify(usual)})`],
    })),
  ];
  return `${factLines(facts, width, paint).join("\n")}\n`;
}
