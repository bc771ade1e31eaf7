import { describe, expect, it } from "vitest";
import { instances } from "../../../catalog/instances.ts";
import { type CostAsk, costDefaults } from "../../../planner/cost/cost-ask.ts";
import { keepCost } from "../../../planner/cost/keep-cost.ts";
import { catalogPrices, purchases, withOverrides } from "../../../planner/cost/prices.ts";
import { waysToPay } from "../../../planner/cost/ways-to-pay.ts";
import { bytes } from "../../../planner/units.ts";

const ask = (instance: string, change: Partial<CostAsk> = {}): CostAsk => ({
  ...costDefaults,
  instance,
  replicas: 2,
  checkpoint: bytes(65.5e9),
  ...change,
});
const file = { currency: "USD", date: "2026-11-20", region: "us-east-1" };
const own = withOverrides(catalogPrices, { ...file, instances: { "p5en.48xlarge": { "savings-plan-3y": 28, spot: 20 } } }, "mine.json");

describe("ways to pay", () => {
  it("are all there for every instance, each with the bill of a month, or why there is none", { tags: ["ways-to-pay-unknown"] }, () => {
    for (const { name, capacityBlock } of instances) {
      const ways = waysToPay(ask(name), catalogPrices);
      expect(ways.map(({ purchase }) => purchase)).toEqual([...purchases]);
      for (const { purchase, perMonth, missing, binding } of ways) {
        expect(perMonth).toBe(keepCost(ask(name, { purchase }), catalogPrices)?.perMonth ?? null);
        const sold = purchase !== "capacity-block" || capacityBlock;
        expect(missing).toBe(perMonth !== null ? "" : sold ? "no price known" : "not sold");
        expect(binding).not.toBe("");
      }
    }
  });

  it("take prices of Savings Plans and of spot from a file", () => {
    const [, year, threeYears, spot] = waysToPay(ask("p5en.48xlarge", { hoursPerDay: 12 }), own);
    expect([year?.perMonth, year?.missing]).toEqual([null, "no price known"]);
    expect((threeYears?.perMonth ?? 0) - (spot?.perMonth ?? 0)).toBeCloseTo(2 * 730 * 28 - 2 * 365 * 20, 6);
  });

  it("say that spot is nothing for one replica", () => {
    const spot = (replicas: number) => waysToPay(ask("p5en.48xlarge", { replicas }), own).find(({ purchase }) => purchase === "spot");
    expect([spot(1)?.binding, spot(2)?.binding]).toEqual([
      "reclaimed at two minutes' notice; only for two replicas or more",
      "reclaimed at two minutes' notice",
    ]);
  });
});
