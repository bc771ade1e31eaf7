import type { Served } from "../../planner/choice/candidate.ts";
import { goalInWords, inWords, type LatencyGoal } from "../../planner/choice/latency-goal.ts";
import type { Seconds } from "../../planner/units.ts";
import { span } from "./quantities.ts";

const range = (of: Parameters<typeof span>[0]) => span(of, (value) => inWords(value as Seconds));

/** How long an average request waits: for its first token and for each further one; and what a goal makes of a replica. */
export function latencyLines(
  { throughput, together, replicas }: Pick<Served, "throughput" | "together" | "replicas">,
  goal: LatencyGoal = {},
): string[] {
  const { firstToken, perToken } = throughput;
  const asked = goalInWords(goal);
  return [
    `time to first token ${inWords(firstToken.mid)} (${range(firstToken)}), time per token ${inWords(perToken.mid)} (${range(perToken)}): an average request, nothing in the queue, ${together.requests} decoding together`,
    ...(asked === "" ? [] : [`asked: ${asked}; ${bound(together, replicas)}`]),
  ];
}

function bound({ requests, withoutGoal }: Served["together"], replicas: number): string {
  if (requests === withoutGoal.requests) return "reached with as many requests as a replica decodes together";
  const more = replicas > withoutGoal.replicas ? `: ${replicas} replicas, ${withoutGoal.replicas} without the goal` : "";
  return `${requests} requests decode together on a replica, ${withoutGoal.requests} without the goal${more}`;
}
