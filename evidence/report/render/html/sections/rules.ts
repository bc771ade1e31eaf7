import { badge } from "../../../../../html/badge.ts";
import { type Content, markup } from "../../../../../html/markup.ts";
import { commas, details, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";
import { controlLink } from "../links.ts";

/** Every rule of the pack. */
export function rulesSection({ rules }: Report): Content {
  return details(
    `${plural(rules.length, "rule")} of the policy pack`,
    table({
      label: "Rules",
      caption: "A rule with nothing to evaluate found no matching resource in this stack.",
      kind: "rules",
      columns: ["Rule", "Outcome", "Evaluated", "Severity", "Requirement", "For a database", "Controls"],
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
