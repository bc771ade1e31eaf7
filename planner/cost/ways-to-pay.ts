import { findInstance } from "../../catalog/instances.ts";
import type { Usd } from "../units.ts";
import type { CostAsk } from "./cost-ask.ts";
import { keepCost } from "./keep-cost.ts";
import { type Prices, type Purchase, purchases } from "./prices.ts";

/** One way to pay for a keep's GPU instances, and the bill of a month. */
export interface WayToPay {
  purchase: Purchase;
  /** The whole bill; null where there is none, and `missing` says why. */
  perMonth: Usd | null;
  missing: "" | "no price known" | "not sold";
  /** What it binds one to, in a few words. */
  binding: string;
}

/** What each way binds one to. Sources: AWS Savings Plans User Guide; Amazon EC2 User Guide, "Capacity Blocks for ML" and "Spot Instance interruption notices". */
const bindings: Record<Purchase, string> = {
  "on-demand": "by the hour that it runs, where there is capacity",
  "savings-plan-1y": "a commitment of a year, paid 24 hours a day, used or not",
  "savings-plan-3y": "a commitment of 3 years, paid 24 hours a day, used or not",
  spot: "taken back at two minutes' notice",
  "capacity-block": "paid up front for a time booked, 24 hours a day; it ends",
};

/**
 * Every way to pay for the same replicas, beside each other; of those without a price it says so.
 * @throws RangeError for a number that cannot be meant
 */
export function waysToPay(ask: CostAsk, prices: Prices): WayToPay[] {
  const blocks = findInstance(ask.instance)?.capacityBlock ?? false;
  return purchases.map((purchase) => {
    const sold = purchase !== "capacity-block" || blocks;
    const perMonth = sold ? (keepCost({ ...ask, purchase }, prices)?.perMonth ?? null) : null;
    const alone = purchase === "spot" && ask.replicas < 2 ? "; for two replicas or more" : "";
    return {
      purchase,
      perMonth,
      missing: perMonth !== null ? "" : sold ? "no price known" : "not sold",
      binding: `${bindings[purchase]}${alone}`,
    };
  });
}
