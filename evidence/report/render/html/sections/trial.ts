import { badge } from "../../../../../html/badge.ts";
import type { Content } from "../../../../../html/markup.ts";
import { commas, paragraph } from "../../../../../html/parts.ts";
import { table } from "../../../../../html/table.ts";
import type { Report } from "../../../model/report.ts";
import { controlLink } from "../links.ts";

/** What was tried on a real node, and which claims rest only on the preview. */
export function trialSection({ trial: { sentence, run, untried } }: Report): Content {
  const rests =
    untried.length > 0
      ? [paragraph(["Shown only by the preview and by tests without a node: ", commas(untried.map(controlLink)), "."])]
      : [];
  if (run === null) return [paragraph(sentence), ...rests];
  return [
    paragraph(sentence),
    ...rests,
    table({
      label: "What was tried",
      caption: Object.entries(run.on)
        .map(([what, value]) => `${what}: ${value}`)
        .join("; "),
      kind: "trials",
      columns: ["Promise", "Result", "Controls"],
      rows: run.trials.map(({ promise, result, controls }) => [promise, badge(result), commas(controls.map(controlLink))]),
    }),
  ];
}
