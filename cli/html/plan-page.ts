import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { plain } from "../view/paint.ts";
import { planText } from "../view/plan-report.ts";
import { contextChart, costChart, startChart } from "./charts.ts";
import { memoryChart } from "./memory-chart.ts";
import { element, escaped } from "./svg.ts";

const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #111827; --soft: #374151; --panel: #f3f4f6; --axis: #374151; --grid: #e5e7eb;
  --one: #1f4e79; --two: #b45309; --three: #6b7280; --four: #7c3aed; --five: #15803d; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1420; --ink: #e5e7eb; --soft: #b6bdc9; --panel: #1b2333; --axis: #9ca3af; --grid: #2b3446;
  --one: #7fb2e5; --two: #f2a65a; --three: #9aa3b2; --four: #b79af7; --five: #5fcb8c; } }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; } .verdict { font-weight: 600; } h2 { margin-top: 2.5rem; font-size: 1.2rem; }
figure { margin: 1rem 0; } figcaption { color: var(--soft); font-size: .9rem; }
.scroll { overflow-x: auto; } .chart { display: block; width: 100%; min-width: 36rem; height: auto; }
.chart text { font: 14px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
pre { overflow-x: auto; padding: 1rem; background: var(--panel); font: 12.5px/1.45 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; font-weight: 600; }
@media print { :root { --paper: #fff; --ink: #111827; --soft: #374151; --panel: #f3f4f6; --axis: #374151; --grid: #e5e7eb;
  --one: #1f4e79; --two: #b45309; --three: #6b7280; --four: #7c3aed; --five: #15803d; } .chart { min-width: 0; } body { max-width: none; padding: 0; font-size: 11pt; } figure, pre { break-inside: avoid; } pre { white-space: pre-wrap; font-size: 7.5pt; } h2 { break-after: avoid; } }
`;

/** A picture that scrolls in itself where the screen is narrower than what can be read. */
const figure = (name: string, chart: string, caption: string) =>
  element(
    "figure",
    {},
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `picture: ${name}` }, chart),
    element("figcaption", {}, escaped(caption)),
  );

/** A plan as one page that asks for nothing from elsewhere: the answers, four pictures, and the whole text. */
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
          section(
            "Memory",
            figure("memory", memoryChart(winner), "Expected sizes, with the range of each. The pool of the KV cache is what is left."),
          ),
          section("Cost", figure("cost", costChart(report, winner), "Owning grows by whole replicas; a hosted service by the token.")),
          section(
            "Context and concurrency",
            figure("context", contextChart(report, winner), "Requests of one length; shorter ones fit in greater number."),
          ),
          ...(start
            ? [section("Start", figure("start", startChart(start), "Phases one after the other; the line under each is its range."))]
            : []),
        ]
      : [element("p", {}, "Nothing in the catalog would do; the reasons are below.")]),
    section(
      "Everything",
      element("pre", { tabindex: "0", role: "region", "aria-label": "the plan as text" }, escaped(planText(report, plain))),
    ),
  ];
  const head = [
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("title", {}, escaped(title)),
    element("style", {}, style),
  ];
  return `<!doctype html>\n${element("html", { lang: "en" }, element("head", {}, ...head), element("body", {}, element("main", {}, ...body)))}\n`;
}

const section = (title: string, ...content: string[]) => element("section", {}, element("h2", {}, escaped(title)), ...content);

function answers({ ask }: PlanReport, winner: NonNullable<PlanReport["winner"]>): string {
  const rows: [string, string][] = [
    ["cheapest", `${winner.replicas} x ${winner.instance.name}, ${winner.purchase}`],
    ["layout", winner.layout.words],
    ["a month", `${Math.round(winner.cost.perMonth).toLocaleString("en-US")} USD`],
    ["holds", `${winner.fit.maxConcurrent} requests of ${ask.contextTokens.toLocaleString("en-US")} tokens on each`],
  ];
  return element("dl", {}, ...rows.flatMap(([term, value]) => [element("dt", {}, escaped(term)), element("dd", {}, escaped(value))]));
}
