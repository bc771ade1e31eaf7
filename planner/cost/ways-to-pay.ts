import { findInstance } from "../../catalog/instances.ts";
import type { Usd } from "../units.ts";
import type { CostAsk } from "./cost-ask.ts";
import { keepCost } from "./keep-cost.ts";
import { type Prices, type Purchase, purchases } from "./prices.ts";

/** One purchase option for a keep's GPU instances, and the monthly bill. */
export interface WayToPay {
  purchase: Purchase;
  /** The total bill; null if there is none, for the reason in `missing`. */
  perMonth: Usd | null;
  missing: "" | "no price known" | "not sold";
  /** The commitment, in a few words. */
  binding: string;
}

/**
 * Commitment of each purchase option. Sources: AWS Savings Plans User Guide; Amazon EC2 User Guide, "Capacity Blocks for ML" and "Spot
 * Instance interruption notices".
 */
const bindings: Record<Purchase, string> = {
  "on-demand": "by the hour while it runs, subject to capacity",
  "savings-plan-1y": "a 1-year commitment, paid 24 hours a day, used or not",
  "savings-plan-3y": "a 3-year commitment, paid 24 hours a day, used or not",
  spot: "reclaimed at two minutes' notice",
  "capacity-block": "paid up front for a fixed period, 24 hours a day; it ends",
};

/**
 * Every purchase option for the same replicas, including those without a price.
 * @throws RangeError for an implausible number
 */
export function waysToPay(ask: CostAsk, prices: Prices): WayToPay[] {
  const blocks = findInstance(ask.instance)?.capacityBlock ?? false;
  return purchases.map((purchase) => {
    const sold = purchase !== "capacity-block" || blocks;
    const perMonth = sold ? (keepCost({ ...ask, purchase }, prices)?.perMonth ?? null) : null;
    const spotLimit = purchase === "spot" && ask.replicas < 2 ? "; only for two replicas or more" : "";
    return {
      purchase,
      perMonth,
      missing: perMonth !== null ? "" : sold ? "no price known" : "not sold",
      binding: `${bindings[purchase]}${spotLimit}`,
    };
  });
}
