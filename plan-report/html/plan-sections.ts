import { escaped } from "../../html/markup.ts";
import { element } from "../../html/svg.ts";
import type { ChoiceAsk, Served } from "../../planner/choice/candidate.ts";
import { inWords } from "../../planner/choice/latency-goal.ts";
import { contextChart } from "./charts.ts";
import { figure, section } from "./document.ts";
import { memoryChart } from "./memory-chart.ts";

/** How fast requests are served and how many are held, as terms of a page's answers. */
export const servingTerms = ({ contextTokens }: ChoiceAsk, { throughput, fit }: Pick<Served, "throughput" | "fit">): [string, string][] => [
  ["time to first token", inWords(throughput.firstToken.mid)],
  ["time per token", inWords(throughput.perToken.mid)],
  ["holds", `${fit.maxConcurrent} requests of ${contextTokens.toLocaleString("en-US")} tokens on each`],
];

export const memorySection = (served: Pick<Served, "fit">) =>
  section(
    "Memory",
    figure((size) => memoryChart(served, size), "Expected sizes, with the range of each. The pool of the KV cache is what is left."),
  );

export const contextSection = (plan: { ask: ChoiceAsk }, served: Pick<Served, "fit">) =>
  section(
    "Context and concurrency",
    figure((size) => contextChart(plan, served, size), "Requests of one length; shorter ones fit in greater number."),
  );

/** The whole plan as a terminal shows it. */
export const textSection = (text: string) =>
  section("Everything", element("pre", { tabindex: "0", role: "region", "aria-label": "the plan as text" }, escaped(text)));
