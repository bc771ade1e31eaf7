import { isStackRule } from "../policies/rule/rule.ts";
import { rules } from "../policies/rules.ts";

const names = { cisEks: "CIS EKS", fsbp: "FSBP", nist80053r5: "NIST", checkov: "checkov", trivy: "trivy" } as const;

/** policies/RULES.md: every rule for a reader who runs nothing. */
export function rulesPage(): string {
  const groups = Map.groupBy(rules, ({ name }) => name.split("-").slice(0, 2).join(" / "));
  const count = (level: string) => rules.filter(({ enforcement }) => enforcement === level).length;
  return `${[
    "# Rules",
    "",
    `Written by \`npm run policies:facts\`. ${rules.length} rules: ${count("mandatory")} mandatory, ${count("advisory")} advisory.`,
    ...[...groups].flatMap(([group, all]) => ["", `## ${group}`, ...all.flatMap(lines)]),
  ].join("\n")}\n`;
}

function lines(rule: (typeof rules)[number]): string[] {
  const ids = (Object.keys(names) as (keyof typeof names)[]).flatMap((key) =>
    rule.frameworks[key]?.length ? [`${names[key]} ${rule.frameworks[key].join(", ")}`] : [],
  );
  const settings = Object.entries(rule.config ?? {}).map(
    ([key, { description, default: value }]) => `\`${key}\` (${description}; ${JSON.stringify(value)})`,
  );
  return [
    "",
    `**${rule.name}** (${rule.severity}, ${rule.enforcement}${isStackRule(rule) ? ", over the stack" : ""}): ${rule.description}`,
    `- ${rule.controls.join(", ")}${ids.length > 0 ? `; ${ids.join("; ")}` : ""}`,
    `- As for a database: ${rule.database}`,
    `- ${rule.remediation}${settings.length > 0 ? ` Settings: ${settings.join(", ")}.` : ""}`,
  ];
}
