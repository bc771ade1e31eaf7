import { badge } from "../../../../../html/badge.ts";
import { type Content, type Markup, markup } from "../../../../../html/markup.ts";
import { details, list, paragraph, plural } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { ReportedAdvisory } from "../../../model/inventory.ts";
import type { Report } from "../../../model/report.ts";

/** Advisories against the model server: those that concern its release first. */
export function advisoriesSection({ advisories }: Report): Content {
  const { product, version, floor, floorReason, source, date, entries } = advisories;
  const open = entries.filter(({ state }) => state !== "not concerned");
  const past = entries.filter(({ state }) => state === "not concerned");
  return [
    paragraph(`${product} ${version ?? "of an unknown release"}; lowest release accepted: ${floor}. ${floorReason}`),
    open.length === 0
      ? paragraph("No known advisory concerns this release.")
      : entriesTable(open, "Advisories that concern this release, or may."),
    past.length === 0
      ? undefined
      : details(
          `${plural(past.length, "advisory", "advisories")} that ${past.length === 1 ? "does" : "do"} not concern it`,
          entriesTable(past, "Advisories that do not concern this release."),
        ),
    markup`<p class="quiet">Read on ${date} from: ${source}. Mitigations are read from the resources of this stack.</p>\n`,
  ];
}

function entriesTable(entries: readonly ReportedAdvisory[], caption: string): Markup {
  return table({
    label: caption,
    caption,
    kind: "advisories",
    columns: ["Ids", "State", "What", "By a client's request", "Stands against it here"],
    rows: entries.map(({ ids, state, summary, reason, note, reachableFromClient, mitigations }) => [
      list(ids, "plain ids"),
      badge(state),
      [summary, markup`<br><span class="quiet">${reason}${note === null ? "" : `. ${note}`}</span>`],
      reachableFromClient === null ? "not known" : reachableFromClient ? "yes" : "no",
      state === "not concerned" ? "not needed" : mitigations.length > 0 ? list(mitigations, "plain") : "nothing that this report knows of",
    ]),
  });
}
