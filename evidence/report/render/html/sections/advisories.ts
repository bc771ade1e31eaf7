import { badge } from "../../../../../html/badge.ts";
import { type Content, type Markup, markup } from "../../../../../html/markup.ts";
import { details, list, paragraph, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedAdvisory } from "../../../model/inventory.ts";
import type { Report } from "../../../model/report.ts";

/** Advisories for the model server: those that affect its release first. */
export function advisoriesSection({ advisories }: Report): Content {
  const { product, version, floor, floorReason, source, date, entries } = advisories;
  const open = entries.filter(({ state }) => state !== "not concerned");
  const past = entries.filter(({ state }) => state === "not concerned");
  return [
    paragraph(`${product} ${version ?? "(unknown release)"}; lowest accepted release: ${floor}. ${floorReason}`),
    open.length === 0
      ? paragraph("No known advisory affects this release.")
      : entriesTable(open, "Advisories that affect, or may affect, this release."),
    past.length === 0
      ? undefined
      : details(
          `${plural(past.length, "advisory", "advisories")} that ${past.length === 1 ? "does" : "do"} not affect it`,
          entriesTable(past, "Advisories that do not affect this release."),
        ),
    markup`<p class="quiet">Read on ${date} from: ${source}. Mitigations are read from the resources of this stack.</p>\n`,
  ];
}

function entriesTable(entries: readonly ReportedAdvisory[], caption: string): Markup {
  return table({
    label: caption,
    caption,
    kind: "advisories",
    columns: ["Ids", "State", "Summary", "By a client's request", "Mitigations here"],
    rows: entries.map(({ ids, state, summary, reason, note, reachableFromClient, mitigations }) => [
      list(ids, "plain ids"),
      badge(state),
      [summary, markup`<br><span class="quiet">${reason}${note === null ? "" : `. ${note}`}</span>`],
      reachableFromClient === null ? "unknown" : reachableFromClient ? "yes" : "no",
      state === "not concerned" ? "not needed" : mitigations.length > 0 ? list(mitigations, "plain") : "none known to this report",
    ]),
  });
}
