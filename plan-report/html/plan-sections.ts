import { escaped } from "../../html/markup.ts";
import { element } from "../../html/svg.ts";
import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import { inWords } from "../../planner/choice/latency-goal.ts";
import type { Served } from "../../planner/choice/served.ts";
import { contextChart } from "./charts.ts";
import { figure, section } from "./document.ts";
import { memoryChart } from "./memory-chart.ts";

/** Speed and concurrency of requests, as key results of a page. */
export const servingTerms = ({ contextTokens }: ChoiceAsk, { throughput, fit }: Pick<Served, "throughput" | "fit">): [string, string][] => [
  ["time to first token", inWords(throughput.firstToken.mid)],
  ["time per token", inWords(throughput.perToken.mid)],
  ["holds", `${fit.maxConcurrent} requests of ${contextTokens.toLocaleString("en-US")} tokens on each`],
];

export const memorySection = (served: Pick<Served, "fit">) =>
  section(
    "Memory",
    figure((size) => memoryChart(served, size), "Expected sizes, with the range of each. The KV cache pool is what is left."),
  );

export const contextSection = (plan: { ask: ChoiceAsk }, served: Pick<Served, "fit">) =>
  section(
    "Context and concurrency",
    figure((size) => contextChart(plan, served, size), "Requests of equal length; more fit if they are shorter."),
  );

/** The full plan as shown on a terminal. */
export const textSection = (text: string) =>
  section("Full text", element("pre", { tabindex: "0", role: "region", "aria-label": "the plan as text" }, escaped(text)));
