import type { Throughput } from "../throughput/roofline.ts";
import type { Seconds } from "../units.ts";

/** Latency goals of an average request, by expected values; omitted ones are not limited. */
export interface LatencyGoal {
  /** Time to first token (TTFT), with an empty queue. */
  firstToken?: Seconds;
  /** Time per output token (TPOT), mean over a request. */
  perToken?: Seconds;
}

/** A goal that some GPUs miss, even with a single request. */
export interface Missed {
  goal: keyof LatencyGoal;
  asked: Seconds;
  reached: Seconds;
}

/** Concurrent requests within a goal, and their throughput. */
export interface WithinGoal {
  requests: number;
  throughput: Throughput;
  /** Throughput without the goal. */
  unbound: Throughput;
}

/** A time for display: 8.4 ms, 45 ms, 1.2 s. */
export function inWords(time: Seconds): string {
  if (time >= 0.9995) return `${time.toFixed(1)} s`;
  const ms = time * 1000;
  return `${ms.toFixed(ms < 9.95 ? 1 : 0)} ms`;
}

const singleRequest = {
  firstToken: "an average request gets its first token after",
  perToken: "a single request takes, for each token,",
} as const satisfies Record<keyof LatencyGoal, string>;

/**
 * The most concurrent requests, up to `most`, within a goal. The time per token never decreases with more requests; the time to first token
 * does not depend on them, because it is that of a request that does not queue.
 * @param at throughput with this many concurrent requests
 */
export function withinGoal(
  goal: LatencyGoal,
  most: number,
  at: (requests: number) => Throughput,
): WithinGoal | { reason: string; missed: Missed } {
  const unbound = at(most);
  const meets = ({ perToken }: Throughput) => goal.perToken === undefined || perToken.mid <= goal.perToken;
  const { firstToken } = goal;
  if (firstToken !== undefined && unbound.firstToken.mid > firstToken)
    return missing({ goal: "firstToken", asked: firstToken, reached: unbound.firstToken.mid });
  if (goal.perToken === undefined || meets(unbound)) return { requests: most, throughput: unbound, unbound };
  const one = at(1);
  if (!meets(one)) return missing({ goal: "perToken", asked: goal.perToken, reached: one.perToken.mid });
  let [low, high] = [1, most - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (meets(at(middle))) low = middle;
    else high = middle - 1;
  }
  return { requests: low, throughput: at(low), unbound };
}

function missing(missed: Missed): { reason: string; missed: Missed } {
  return { reason: `${singleRequest[missed.goal]} ${inWords(missed.reached)}; the goal is ${inWords(missed.asked)}`, missed };
}

/** A goal in words, for example `the first token within 2.0 s and each token within 50 ms`; empty without a goal. */
export function goalInWords({ firstToken, perToken }: LatencyGoal): string {
  return [
    ...(firstToken === undefined ? [] : [`the first token within ${inWords(firstToken)}`]),
    ...(perToken === undefined ? [] : [`each token within ${inWords(perToken)}`]),
  ].join(" and ");
}

/** The miss that came closest to its goal; undefined if there is none. */
export function nearest<Of extends { missed?: Missed }>(rejected: readonly Of[]): Of | undefined {
  const over = ({ missed }: Of) => (missed ? missed.reached / missed.asked : Number.POSITIVE_INFINITY);
  return rejected
    .filter(({ missed }) => missed)
    .reduce<Of | undefined>((best, one) => (best && over(best) <= over(one) ? best : one), undefined);
}
