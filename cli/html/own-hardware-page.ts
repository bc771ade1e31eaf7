import { inWords } from "../../planner/choice/latency-goal.ts";
import { gpusInWords, type OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import { ownHardwareText } from "../view/own-hardware.ts";
import { plain } from "../view/paint.ts";
import { contextChart, costChart } from "./charts.ts";
import { figure, htmlDocument, section, terms } from "./document.ts";
import { memoryChart } from "./memory-chart.ts";
import { element, escaped } from "./svg.ts";

/** A plan for hardware that is there already, as one page that asks for nothing from elsewhere. */
export function ownHardwarePage(plan: OwnHardwarePlan): string {
  const { ask, hardware, served, own } = plan;
  const title = `Plan for ${ask.model.name} on ${gpusInWords(hardware)}`;
  return htmlDocument(title, [
    element("h1", {}, escaped(title)),
    element("p", { class: "verdict" }, escaped(plan.verdict)),
    ...(served
      ? [
          answers(plan, served),
          section(
            "Memory",
            figure(
              (size) => memoryChart(served, size),
              "Expected sizes, with the range of each. The pool of the KV cache is what is left.",
            ),
          ),
          ...(own
            ? [
                section(
                  "Cost",
                  figure((size) => costChart(plan, { own }, size), "Owning grows by whole nodes; a hosted service by the token."),
                ),
              ]
            : []),
          section(
            "Context and concurrency",
            figure((size) => contextChart(plan, served, size), "Requests of one length; shorter ones fit in greater number."),
          ),
        ]
      : []),
    section(
      "Everything",
      element("pre", { tabindex: "0", role: "region", "aria-label": "the plan as text" }, escaped(ownHardwareText(plan, plain))),
    ),
  ]);
}

function answers(
  { ask, hardware, perMonth }: OwnHardwarePlan,
  { replicas, layout, throughput, fit }: NonNullable<OwnHardwarePlan["served"]>,
): string {
  return terms([
    ["nodes", `${replicas} of ${gpusInWords(hardware)}`],
    ["a month", perMonth === undefined ? "not known" : `${Math.round(perMonth).toLocaleString("en-US")} USD`],
    ["layout", layout.words],
    ["time to first token", inWords(throughput.firstToken.mid)],
    ["time per token", inWords(throughput.perToken.mid)],
    ["holds", `${fit.maxConcurrent} requests of ${ask.contextTokens.toLocaleString("en-US")} tokens on each`],
  ]);
}
