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
import { weightsTooLarge } from "./weights-too-large.ts";

/** An instance type and a purchase option that meet the request. */
export interface Candidate extends Omit<Served, "replicaTokensPerDay"> {
  instance: Instance;
  purchase: Purchase;
  cost: KeepCost;
  own: OwnCost;
}

/** Why an instance type or a purchase option is not a candidate. */
export interface Rejected extends Unserved {
  instance: string;
  purchase: Purchase;
}

const unpriced = (purchase: Purchase, region?: string) =>
  ({
    "on-demand": "on demand in us-east-1",
    "capacity-block": `for a Capacity Block${region === undefined ? "" : ` in ${region}`}`,
    "savings-plan-1y": "with a 1-year Savings Plan; a price file may add one",
    "savings-plan-3y": "with a 3-year Savings Plan; a price file may add one",
    spot: "for spot; a price file may add one",
  })[purchase];

/**
 * Why a single replica is not put on spot. Source of the notice: Amazon EC2 User Guide, "Spot Instance interruption notices" (read
 * 2026-11-25).
 */
export const singleOnSpot =
  "one replica is enough, and a single one must not run on spot: it is reclaimed at two minutes' notice, and a new one takes longer than that to start";

/** Evaluates one instance type and purchase option. @throws RangeError for an implausible number. */
export function weigh(ask: ChoiceAsk, instance: Instance, purchase: Purchase, prices: Prices): Candidate | Rejected {
  const rejected = (reason: string): Rejected => ({ instance: instance.name, purchase, reason });
  const { model } = ask;
  if (purchase === "capacity-block" && !instance.capacityBlock) return rejected("not sold in Capacity Blocks");
  // Before prices and recipes: an instance without room for the weights needs no other reason.
  const tooLarge = weightsTooLarge(model, instance);
  if (tooLarge !== undefined) return rejected(tooLarge);
  if (prices.instance(instance.name, purchase) === null) return rejected(`no price known ${unpriced(purchase, prices.region)}`);
  if (model.verifiedGpus !== null && !model.verifiedGpus.includes(instance.gpu))
    return rejected(`its recipe was not run on ${instance.gpu}; it names ${model.verifiedGpus.join(", ") || "none of the catalog"}`);
  const served = serve(ask, instance);
  if ("reason" in served) return { instance: instance.name, purchase, ...served };
  const { replicaTokensPerDay, ...serving } = served;
  const { replicas } = serving;
  if (purchase === "spot" && replicas < 2) return rejected(singleOnSpot);
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

/** The keep that a bill is computed for: one replica unless stated otherwise. */
export function costAsk(
  { model, hoursPerDay, zones, tunnel, runner, privateLink }: ChoiceAsk,
  instance: string,
  purchase: Purchase,
): CostAsk {
  const checkpoint = bytes(checkpointOf(model));
  return { ...costDefaults, instance, replicas: 1, purchase, hoursPerDay, zones, tunnel, runner, privateLink, checkpoint };
}
