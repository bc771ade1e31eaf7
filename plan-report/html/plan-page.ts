import { escaped } from "../../html/markup.ts";
import { element } from "../../html/svg.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { plain } from "../../terminal/paint.ts";
import { planText } from "../text/plan-report.ts";
import { costChart, startChart } from "./charts.ts";
import { figure, htmlDocument, section, terms } from "./document.ts";
import { contextSection, memorySection, servingTerms, textSection } from "./plan-sections.ts";

/** A plan as a self-contained page: the results, four charts, and the full text. */
export function planPage(report: PlanReport): string {
  const { ask, winner, start } = report;
  const title = `Plan for ${ask.model.name}`;
  const body = [
    element("h1", {}, escaped(title)),
    element("p", { class: "verdict" }, escaped(report.verdict)),
    element(
      "p",
      {},
      escaped(
        `${ask.contextTokens.toLocaleString("en-US")} tokens of context, ${ask.concurrent} at once. Prices in ${report.prices.currency}: ${report.prices.basis}.`,
      ),
    ),
    ...(winner
      ? [
          answers(report, winner),
          memorySection(winner),
          section(
            "Cost",
            figure((size) => costChart(report, winner, size), "Owning grows by whole replicas; a hosted service by the token."),
          ),
          contextSection(report, winner),
          ...(start
            ? [
                section(
                  "Start",
                  figure((size) => startChart(start, size), "Phases in sequence; the line under each is its range."),
                ),
              ]
            : []),
        ]
      : [element("p", {}, "Nothing in the catalog fits; the reasons are below.")]),
    textSection(planText(report, plain)),
  ];
  return htmlDocument(title, body);
}

function answers({ ask }: PlanReport, winner: NonNullable<PlanReport["winner"]>): string {
  const rows: [string, string][] = [
    ["cheapest", `${winner.replicas} x ${winner.instance.name}, ${winner.purchase}`],
    ["layout", winner.layout.words],
    ["per month", `${Math.round(winner.cost.perMonth).toLocaleString("en-US")} USD`],
    ...servingTerms(ask, winner),
  ];
  return terms(rows);
}
