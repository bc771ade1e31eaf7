import { badge } from "../../../../../html/badge.ts";
import type { Content } from "../../../../../html/markup.ts";
import { commas, details, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";
import { controlLink, ruleLink } from "../links.ts";

/** The same evidence by the ids of public catalogues. */
export function frameworksSection({ frameworks }: Report): Content {
  return frameworks.map(({ title, entries }) => {
    const enforced = entries.filter(({ state }) => state === "enforced").length;
    return details(
      `${title}: ${enforced} of ${plural(entries.length, "id")} enforced`,
      table({
        label: title,
        caption: `${title}. An id that no rule names gets the worst state of its controls; if it is a check of one setting, at most partly. The mapping of ids to controls is this project's.`,
        kind: "frameworks",
        columns: ["Id", "State", "Controls", "Evaluated by"],
        rows: entries.map(({ id, state, controls, rules, basis }) => [
          id,
          badge(state),
          commas(controls.map(controlLink)),
          basis === "controls" ? "no rule of its own: from its controls" : commas(rules.map(ruleLink)),
        ]),
      }),
    );
  });
}
