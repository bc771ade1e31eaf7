import type { Instance } from "../../catalog/instances.ts";
import type { OwnCost } from "../cost/break-even.ts";
import { type CostAsk, costDefaults } from "../cost/cost-ask.ts";
import { type KeepCost, keepCost } from "../cost/keep-cost.ts";
import type { Prices, Purchase } from "../cost/prices.ts";
import { checkpointOf } from "../fit-model.ts";
import { bytes, usd } from "../units.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { serve } from "./serve.ts";
import type { Served, Unserved } from "./served.ts";
import { weightsAlone } from "./weights-alone.ts";

/** An instance type and a way to pay for it that serve what is asked. */
export interface Candidate extends Omit<Served, "replicaTokensPerDay"> {
  instance: Instance;
  purchase: Purchase;
  cost: KeepCost;
  own: OwnCost;
}

/** Why an instance type or a purchase is none. */
export interface Rejected extends Unserved {
  instance: string;
  purchase: Purchase;
}

const unpriced = (purchase: Purchase, region?: string) =>
  ({
    "on-demand": "on demand in us-east-1",
    "capacity-block": `for a Capacity Block${region === undefined ? "" : ` in ${region}`}`,
    "savings-plan-1y": "with a Savings Plan of a year; a file of prices may give one",
    "savings-plan-3y": "with a Savings Plan of 3 years; a file of prices may give one",
    spot: "of spot; a file of prices may give one",
  })[purchase];

/** Why one replica is not put on spot. Source of the notice: Amazon EC2 User Guide, "Spot Instance interruption notices" (read 2026-11-25). */
export const aloneOnSpot =
  "one replica does it, and one alone must not run on spot: it is taken back at two minutes' notice, and another takes longer than that to start";

/** Weighs one instance type and purchase. @throws RangeError for a number that cannot be meant. */
export function weigh(ask: ChoiceAsk, instance: Instance, purchase: Purchase, prices: Prices): Candidate | Rejected {
  const rejected = (reason: string): Rejected => ({ instance: instance.name, purchase, reason });
  const { model } = ask;
  if (purchase === "capacity-block" && !instance.capacityBlock) return rejected("not sold in Capacity Blocks");
  // Before prices and recipes: what has no room for the weights needs no other reason.
  const tooLarge = weightsAlone(model, instance);
  if (tooLarge !== undefined) return rejected(tooLarge);
  if (prices.instance(instance.name, purchase) === null) return rejected(`no price known ${unpriced(purchase, prices.region)}`);
  if (model.verifiedGpus !== null && !model.verifiedGpus.includes(instance.gpu))
    return rejected(`its recipe was not run on ${instance.gpu}; it names ${model.verifiedGpus.join(", ") || "none of the catalog"}`);
  const served = serve(ask, instance);
  if ("reason" in served) return { instance: instance.name, purchase, ...served };
  const { replicaTokensPerDay, ...serving } = served;
  const { replicas } = serving;
  if (purchase === "spot" && replicas < 2) return rejected(aloneOnSpot);
  const asked = costAsk(ask, instance.name, purchase);
  const [none, one, cost] = [0, 1, replicas].map((count) => keepCost({ ...asked, replicas: count }, prices));
  if (!none || !one || !cost) return rejected("no price known");
  const own = {
    fixedPerMonth: none.perMonth,
    replicaPerMonth: usd(one.perMonth - none.perMonth),
    leastReplicas: Math.max(ask.leastReplicas ?? 1, served.replicasFor.concurrency),
    replicaTokensPerDay,
  };
  return { instance, purchase, ...serving, cost, own };
}

/** The keep that a bill is made of: one replica, unless said otherwise. */
export function costAsk(
  { model, hoursPerDay, zones, tunnel, runner, privateLink }: ChoiceAsk,
  instance: string,
  purchase: Purchase,
): CostAsk {
  const checkpoint = bytes(checkpointOf(model));
  return { ...costDefaults, instance, replicas: 1, purchase, hoursPerDay, zones, tunnel, runner, privateLink, checkpoint };
}
