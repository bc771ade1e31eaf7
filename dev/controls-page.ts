import { controls } from "../catalog/controls.ts";
import type { ControlRow } from "../evidence/report/control-rows.ts";
import { ruleFiles } from "./policy-registry.ts";

/** docs/controls.md: every control with its rules, proofs and tests. */
export function controlsPage(rows: Readonly<Record<string, ControlRow>>): string {
  const files = new Map(ruleFiles().map(({ rule, path }) => [rule, path]));
  return `${[
    "# Controls",
    "",
    "Written by `npm run generate -- control-rows` from the controls that each rule declares, from `evidence/proofs/proofs.ts` and from the",
    "tags of tests. The [evidence report](evidence.md) tells which of these apply to a stack.",
    ...controls.flatMap(({ id, database, model }) => {
      const { rules, proofs, tests } = rows[id]!;
      return [
        "",
        `## ${id}: ${database}`,
        "",
        `${model}.`,
        "",
        `- Rules: ${listed(rules.map((name) => `[${name}](../policies/${files.get(name)})`))}`,
        `- Proofs: ${listed(proofs.map((name) => `\`${name}\``))}`,
        ...tests.map(({ file, title }) => `- Test: [${title.replaceAll(/[[\]]/g, "\\$&")}](../${file})`),
      ];
    }),
  ].join("\n")}\n`;
}

const listed = (all: readonly string[]) => (all.length === 0 ? "none" : all.join(", "));
