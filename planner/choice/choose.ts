import { knownInstances } from "../../catalog/instances.ts";
import type { Prices, Purchase } from "../cost/prices.ts";
import { checkMix } from "../cost/token-mix.ts";
import { type Candidate, type Rejected, weigh } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { nearest } from "./latency-goal.ts";
import { idleGpus } from "./layout-choice.ts";
import { weightsAre } from "./weights-too-large.ts";

/** All candidates, the cheapest first, and why the others were rejected. */
export interface Choice {
  ranked: Candidate[];
  rejected: Rejected[];
}

/** Validates a request. @throws RangeError with one sentence that names the value and what is accepted. */
export function checkAsk({
  contextTokens,
  averageTokens,
  concurrent,
  leastReplicas = 1,
  tokensPerDay,
  utilization,
  hoursPerDay,
  mix,
  zones,
  model,
}: ChoiceAsk): void {
  for (const [name, value] of Object.entries({ context: contextTokens, concurrency: concurrent, replicas: leastReplicas, zones }))
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}; accepted: a whole number of at least 1`);
  if (contextTokens > model.maxContextTokens)
    throw new RangeError(`context is ${contextTokens} tokens; ${model.name} was trained for ${model.maxContextTokens}`);
  if (!Number.isInteger(averageTokens) || averageTokens < 2 || averageTokens > contextTokens)
    throw new RangeError(`average is ${averageTokens} tokens; accepted: a whole number from 2 to the context of ${contextTokens}`);
  if (!(tokensPerDay >= 0) || !Number.isFinite(tokensPerDay))
    throw new RangeError(`tokens per day is ${tokensPerDay}; accepted: a number of at least 0`);
  if (!(utilization > 0 && utilization <= 1)) throw new RangeError(`utilization is ${utilization}; accepted: a share above 0, at most 1`);
  if (!(hoursPerDay > 0 && hoursPerDay <= 24))
    throw new RangeError(`hours per day is ${hoursPerDay}; accepted: a number above 0, at most 24`);
  checkMix(mix);
}

/**
 * Ranks every instance type of the catalog with each of these purchase options by the keep's monthly cost. Spot is included if a price file
 * has it: only for two replicas or more, because a single one is lost when its instance is reclaimed.
 */
export function choose(
  ask: ChoiceAsk,
  purchases: Purchase[],
  prices: Prices,
  among: readonly { name: string }[] = knownInstances(),
): Choice {
  checkAsk(ask);
  const names = new Set(among.map(({ name }) => name));
  const weighed = knownInstances()
    .filter(({ name }) => names.has(name))
    .flatMap((instance) => purchases.map((purchase) => weigh(ask, instance, purchase, prices)));
  const ranked = weighed.flatMap((each) => ("cost" in each ? [each] : [])).sort((a, b) => a.cost.perMonth - b.cost.perMonth);
  return { ranked, rejected: weighed.flatMap((each) => ("reason" in each ? [each] : [])) };
}

/** Why a candidate is more expensive than the first, in one sentence. */
export function whyDearer({ cost, replicas, fit, instance, together }: Candidate, winner: Candidate): string {
  const more = `+${Math.round(cost.perMonth - winner.cost.perMonth).toLocaleString("en-US")} USD a month`;
  const idle = idleGpus(instance.gpuCount, fit);
  if (idle !== undefined) return `${more}; ${idle}`;
  const slow = replicas > together.withoutGoal.replicas ? `, because one serves ${together.requests} requests within the goal` : "";
  if (replicas > winner.replicas) return `${more}; it needs ${replicas} replicas${slow}`;
  return fit.maxConcurrent > 4 * winner.fit.maxConcurrent
    ? `${more}; it holds ${fit.maxConcurrent} requests per replica, more than requested`
    : more;
}

/** Reasons unrelated to the model's size: what is sold, and what its recipe was run on. */
const unrelatedToSize = /^(not sold|no price|its recipe|speed of)/;

/**
 * The most informative reason when nothing qualifies: the latency goal that is missed by least; else a reason of size, of the last instance
 * evaluated, preferably one with room for the weights; else the first of all.
 */
export function mainReason({ rejected }: Choice): string {
  const late = nearest(rejected);
  if (late)
    return new Set(rejected.map(({ instance }) => instance)).size === 1 ? late.reason : `${late.instance} comes closest: ${late.reason}`;
  const ofSize = rejected.filter(({ reason }) => !unrelatedToSize.test(reason));
  const main = ofSize.findLast(({ reason }) => !reason.startsWith(weightsAre)) ?? ofSize.at(-1) ?? rejected[0];
  return main?.reason ?? "no instance type was evaluated";
}
