import type { Report } from "../../../model/report.ts";
import { badge } from "../badge.ts";
import { type Content, markup } from "../markup.ts";
import { commas, controlLink, details, plural } from "../parts.ts";
import { table } from "../table.ts";

/** Every rule of the pack. */
export function rulesSection({ rules }: Report): Content {
  return details(
    `${plural(rules.length, "rule")} of the policy pack`,
    table({
      label: "Rules",
      caption: "A rule with nothing to judge found no resource of its kind in this stack.",
      kind: "rules",
      columns: ["Rule", "Outcome", "Judged", "Severity", "How it has to be", "For a database", "Controls"],
      ids: rules.map(({ name }) => `rule-${name}`),
      rows: rules.map(({ name, outcome, judged, severity, enforcement, description, database, controls }) => [
        markup`<code>${name}</code>`,
        badge(outcome),
        judged,
        enforcement === "mandatory" ? severity : `${severity}, advisory`,
        description,
        database,
        commas(controls.map(controlLink)),
      ]),
    }),
  );
}
