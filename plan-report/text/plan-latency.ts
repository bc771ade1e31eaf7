import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import { goalInWords, inWords } from "../../planner/choice/latency-goal.ts";
import type { Served } from "../../planner/choice/served.ts";
import { speculationOf } from "../../planner/throughput/speculation.ts";
import type { Seconds } from "../../planner/units.ts";
import { span } from "./quantities.ts";

const range = (of: Parameters<typeof span>[0]) => span(of, (value) => inWords(value as Seconds));

/** Latency of an average request: time to first token and per output token; and the effect of a goal on a replica. */
export function latencyLines(
  { throughput, together, replicas }: Pick<Served, "throughput" | "together" | "replicas">,
  { model, latency: goal = {} }: Pick<ChoiceAsk, "model" | "latency">,
): string[] {
  const { firstToken, perToken } = throughput;
  const asked = goalInWords(goal);
  return [
    `time to first token ${inWords(firstToken.mid)} (${range(firstToken)}), time per token ${inWords(perToken.mid)} (${range(perToken)}): an average request without queueing, ${together.requests} decoding concurrently`,
    speculationLine(model, throughput),
    ...(asked === "" ? [] : [`asked: ${asked}; ${bound(together, replicas)}`]),
  ];
}

function bound({ requests, withoutGoal }: Served["together"], replicas: number): string {
  if (requests === withoutGoal.requests) return "met at the full concurrency of a replica";
  const more = replicas > withoutGoal.replicas ? `: ${replicas} replicas, ${withoutGoal.replicas} without the goal` : "";
  return `${requests} concurrent requests per replica, ${withoutGoal.requests} without the goal${more}`;
}

/** Whether the speed includes speculative decoding, and its effect. */
function speculationLine(model: ChoiceAsk["model"], { tokensPerStep: given }: Served["throughput"]): string {
  const speculation = speculationOf(model.serveFlags);
  if (speculation.kind === "none") return "speculative decoding: not included";
  if (speculation.kind === "unknown")
    return `speculative decoding: the recipe's (${speculation.method || "unknown method"}) is not included, because its acceptance rate is unknown`;
  const { method, drafted } = speculation;
  return `speculative decoding is included: ${names[method]} drafts ${drafted}, a step yields ${given.mid.toFixed(1)} tokens (${given.low.toFixed(1)} to ${given.high.toFixed(1)}, depending on the text); --speculation off leaves it out`;
}

const names = { mtp: "MTP", dspark: "DSpark" } as const;
