import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type CostAsk, costDefaults } from "../../../planner/cost/cost-ask.ts";
import { keepCost, withoutPrice } from "../../../planner/cost/keep-cost.ts";
import { catalogPrices, type Prices } from "../../../planner/cost/prices.ts";
import { bytes, usdPerHour } from "../../../planner/units.ts";

const ask: CostAsk = { ...costDefaults, instance: "g6e.12xlarge", replicas: 2, checkpoint: bytes(65.5e9) };
const cost = (change: Partial<CostAsk> = {}, prices: Prices = catalogPrices) => {
  const bill = keepCost({ ...ask, ...change }, prices);
  if (!bill) throw new Error("no price");
  return bill;
};
const lineOf = (item: string, change: Partial<CostAsk> = {}) => cost(change).lines.find((line) => line.item === item)?.perMonth;

describe("a month's bill", () => {
  it("is the sum of its lines", () => {
    const { lines, perMonth, perHour, fixedPerMonth } = cost();
    expect(perMonth).toBeCloseTo(
      lines.reduce((sum, line) => sum + line.perMonth, 0),
      9,
    );
    expect(perHour * 730).toBeCloseTo(perMonth, 9);
    expect(fixedPerMonth).toBeCloseTo(
      lines.filter(({ fixed }) => fixed).reduce((sum, line) => sum + line.perMonth, 0),
      9,
    );
  });

  it("has an hour in every zone of each endpoint that a keep makes, and of the tunnel's and the runner's", {
    tags: ["bill-of-endpoints"],
  }, () => {
    expect(lineOf("interface endpoints")).toBeCloseTo(7 * 2 * 730 * 0.01, 9);
    expect(lineOf("interface endpoints", { tunnel: true, zones: 3 })).toBeCloseTo(9 * 3 * 730 * 0.01, 9);
    expect(lineOf("interface endpoints", { runner: true })).toBeCloseTo(10 * 2 * 730 * 0.01, 9);
  });

  it("has a real fixed cost, whatever the load", () => {
    const { fixedPerMonth } = cost({ replicas: 0 });
    expect(fixedPerMonth).toBeGreaterThan(300);
    expect(fixedPerMonth).toBeLessThan(500);
    expect(cost({ replicas: 4 }).fixedPerMonth).toBe(fixedPerMonth);
  });

  it("pays for a Capacity Block whole, and on demand by the hour", { tags: ["bill-of-capacity-block"] }, () => {
    const gpu = (change: Partial<CostAsk>) => cost(change).lines[0]?.perMonth ?? 0;
    expect(gpu({ hoursPerDay: 8 })).toBeCloseTo(gpu({}) / 3, 9);
    const block = { instance: "p5en.48xlarge", purchase: "capacity-block" as const };
    expect(gpu({ ...block, hoursPerDay: 8 })).toBe(gpu(block));
    expect(gpu(block)).toBeCloseTo(2 * 730 * 49.928, 6);
  });

  it("pays for a Savings Plan 24 hours a day, whatever the hours", { tags: ["bill-of-savings-plan"] }, () => {
    const prices: Prices = { ...catalogPrices, instance: () => usdPerHour(5) };
    for (const purchase of ["savings-plan-1y", "savings-plan-3y"] as const) {
      const bill = (hoursPerDay: number) => cost({ purchase, hoursPerDay }, prices).lines[0];
      expect(bill(8)).toEqual(bill(24));
      expect(bill(8)).toMatchObject({ perMonth: 2 * 730 * 5, fixed: true, how: "2 x 730 h x 5" });
    }
  });

  it("is unknown where no price is", () => {
    expect(keepCost({ ...ask, instance: "p5e.48xlarge" }, catalogPrices)).toBeUndefined();
    expect(keepCost({ ...ask, instance: "g9.huge" }, catalogPrices)).toBeUndefined();
  });

  test.each([
    [{ replicas: -1 }, "replicas is -1; accepted: a number of at least 0"],
    [{ hoursPerDay: 25 }, "hoursPerDay is 25; accepted: 0 to 24"],
    [{ logGBPerDay: Number.NaN }, "logGBPerDay is NaN"],
  ])("does not take %j", (change, message) => expect(() => cost(change)).toThrow(message));

  it("rises with hours, replicas and every price", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 23, noNaN: true }),
        fc.integer({ min: 0, max: 8 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        fc.constantFrom(...Object.keys(catalogPrices.services)),
        (hoursPerDay, replicas, factor, service) => {
          const base = cost({ hoursPerDay, replicas }).perMonth;
          expect(cost({ hoursPerDay: hoursPerDay + 1, replicas }).perMonth).toBeGreaterThanOrEqual(base);
          expect(cost({ hoursPerDay, replicas: replicas + 1 }).perMonth).toBeGreaterThan(base);
          const services = { ...catalogPrices.services, [service]: catalogPrices.services[service as keyof Prices["services"]] * factor };
          expect(cost({ hoursPerDay, replicas }, { ...catalogPrices, services }).perMonth).toBeGreaterThanOrEqual(base);
          const dearer: Prices = {
            ...catalogPrices,
            instance: (name, way) => usdPerHour((catalogPrices.instance(name, way) ?? 0) * factor),
          };
          expect(cost({ hoursPerDay, replicas }, dearer).perMonth).toBeGreaterThanOrEqual(base);
        },
      ),
    );
  });
});

describe("a keep with several models", () => {
  const other = {
    name: "code",
    instance: "g6.2xlarge",
    replicas: 1,
    purchase: "on-demand" as const,
    checkpoint: bytes(15e9),
    startsPerMonth: 30,
    volumeGiB: 100,
  };

  it("pays for each model's nodes, disks and weights, and for the rest once", { tags: ["bill-of-several-models"] }, () => {
    const [one, both] = [cost({ name: "chat" }), cost({ name: "chat", others: [other] })];
    const alone = cost({ ...other });
    const differing = both.lines.filter((line) => one.lines.find(({ item }) => item === line.item)?.perMonth !== line.perMonth);
    expect(differing.map(({ item }) => item)).toEqual([
      "GPU nodes of code, g6.2xlarge (on-demand)",
      "weights and images through endpoints",
      "vault",
      "volumes of GPU nodes",
      "GuardDuty runtime monitoring",
    ]);
    const item = (bill: typeof one, name: string) => bill.lines.find((line) => line.item === name)!.perMonth;
    for (const shared of ["vault", "volumes of GPU nodes", "weights and images through endpoints"])
      expect(item(both, shared)).toBeCloseTo(item(one, shared) + item(alone, shared), 9);
    expect(both.gpuPerHour).toBeCloseTo(one.gpuPerHour + alone.gpuPerHour, 9);
  });

  it("has no bill where one of them has no price", () => {
    expect(keepCost({ ...ask, others: [{ ...other, instance: "none.large" }] }, catalogPrices)).toBeUndefined();
    expect(withoutPrice({ ...ask, others: [{ ...other, instance: "none.large" }] }, catalogPrices)).toBe("none.large (on-demand)");
  });

  it.each(["replicas", "startsPerMonth", "volumeGiB"] as const)("refuses an odd %s of any of them", (field) => {
    expect(() => keepCost({ ...ask, others: [{ ...other, [field]: -1 }] }, catalogPrices)).toThrow(`${field} is -1; accepted`);
  });
});
