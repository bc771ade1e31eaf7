import { badge } from "../../../../../html/badge.ts";
import type { Content } from "../../../../../html/markup.ts";
import { commas, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";
import { controlLink, judgeLink } from "../links.ts";

/** Signed, dated exceptions. */
export function waiversSection({ waivers, asOf, rules }: Report): Content {
  if (waivers.length === 0) return paragraph("No rule is waived.");
  return table({
    label: "Waivers",
    caption: `Exceptions as of ${asOf}. Each applies to one rule and one resource, until the end of its last day in UTC; an expired or unused waiver is a violation itself.`,
    kind: "waivers",
    columns: ["Rule", "Resource", "State", "Reason", "Signed by", "Last day", "Controls"],
    rows: waivers.map(({ rule, resource, state, reason, owner, expires, controls }) => [
      judgeLink(rule, rules),
      resource,
      badge(state),
      reason,
      owner,
      expires,
      commas(controls.map(controlLink)),
    ]),
  });
}
