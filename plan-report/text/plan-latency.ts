import type { ChoiceAsk, Served } from "../../planner/choice/candidate.ts";
import { goalInWords, inWords } from "../../planner/choice/latency-goal.ts";
import { speculationOf } from "../../planner/throughput/speculation.ts";
import type { Seconds } from "../../planner/units.ts";
import { span } from "./quantities.ts";

const range = (of: Parameters<typeof span>[0]) => span(of, (value) => inWords(value as Seconds));

/** How long an average request waits: for its first token and for each further one; and what a goal makes of a replica. */
export function latencyLines(
  { throughput, together, replicas }: Pick<Served, "throughput" | "together" | "replicas">,
  { model, latency: goal = {} }: Pick<ChoiceAsk, "model" | "latency">,
): string[] {
  const { firstToken, perToken } = throughput;
  const asked = goalInWords(goal);
  return [
    `time to first token ${inWords(firstToken.mid)} (${range(firstToken)}), time per token ${inWords(perToken.mid)} (${range(perToken)}): an average request, nothing in the queue, ${together.requests} decoding together`,
    speculationLine(model, throughput),
    ...(asked === "" ? [] : [`asked: ${asked}; ${bound(together, replicas)}`]),
  ];
}

function bound({ requests, withoutGoal }: Served["together"], replicas: number): string {
  if (requests === withoutGoal.requests) return "reached with as many requests as a replica decodes together";
  const more = replicas > withoutGoal.replicas ? `: ${replicas} replicas, ${withoutGoal.replicas} without the goal` : "";
  return `${requests} requests decode together on a replica, ${withoutGoal.requests} without the goal${more}`;
}

/** Whether speculative decoding is in the speed, and what it gives. */
function speculationLine(model: ChoiceAsk["model"], { tokensPerStep: given }: Served["throughput"]): string {
  const speculation = speculationOf(model.serveFlags);
  if (speculation.kind === "none") return "speculative decoding: none is counted";
  if (speculation.kind === "unknown")
    return `speculative decoding: the recipe's (${speculation.method || "of no method that is known"}) is not counted, for want of its acceptance`;
  const { method, drafted } = speculation;
  return `speculative decoding is counted: ${names[method]} drafts ${drafted}, a step gives ${given.mid.toFixed(1)} tokens (${given.low.toFixed(1)} to ${given.high.toFixed(1)}, by the text); --speculation off leaves it out`;
}

const names = { mtp: "MTP", dspark: "DSpark" } as const;
