import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakEven, hostedPerMonth, type OwnCost, ownPerMillion, ownPerMonth, replicasFor } from "../../../planner/cost/break-even.ts";
import { blendedPrice } from "../../../planner/cost/token-mix.ts";
import { tokensPerDay, usd, usdPerMillionTokens } from "../../../planner/units.ts";

const own: OwnCost = { fixedPerMonth: usd(400), replicaPerMonth: usd(6000), leastReplicas: 1, replicaTokensPerDay: tokensPerDay(100e6) };
const positive = (max: number) => fc.double({ min: 1e-3, max, noNaN: true });
const owns = fc.record({
  fixedPerMonth: fc.double({ min: 0, max: 5000, noNaN: true }).map(usd),
  replicaPerMonth: positive(1e5).map(usd),
  leastReplicas: fc.integer({ min: 1, max: 8 }),
  replicaTokensPerDay: fc.double({ min: 1e4, max: 1e11, noNaN: true }).map(tokensPerDay),
});
const prices = positive(100).map(usdPerMillionTokens);

describe("break-even", () => {
  it("is where the service costs what owning does", () => {
    const { load, replicas, floor } = breakEven(own, usdPerMillionTokens(10));
    expect(replicas).toBe(1);
    expect(load).toBeCloseTo((6400 / 10) * 1e6 * (12 / 365), 0);
    expect(floor).toBeCloseTo(6000 / 100 / (365 / 12), 9);
  });

  it("is never where a full replica costs more than its tokens do", { tags: ["break-even-never"] }, () => {
    expect(breakEven(own, usdPerMillionTokens(1.9)).load).toBeNull();
    expect(breakEven({ ...own, replicaPerMonth: usd(0.01) }, usdPerMillionTokens(1.9)).load).not.toBeNull();
  });

  it("takes more replicas where the first does not pay for what is fixed", () => {
    const { load, replicas } = breakEven({ ...own, fixedPerMonth: usd(5000), leastReplicas: 1 }, usdPerMillionTokens(2.5));
    expect(replicas).toBe(4);
    expect(load).toBeGreaterThan(300e6);
  });

  it("agrees with both costs at the crossing, to 1e-9, and the load is one that so many replicas serve", {
    tags: ["break-even-at-crossing"],
  }, () => {
    fc.assert(
      fc.property(owns, prices, (cost, price) => {
        const { load, replicas } = breakEven(cost, price);
        if (load === null) return;
        const atCrossing = cost.fixedPerMonth + replicas * cost.replicaPerMonth;
        expect(Math.abs(hostedPerMonth(price, load) / atCrossing - 1)).toBeLessThan(1e-9);
        expect(load).toBeLessThanOrEqual(replicas * cost.replicaTokensPerDay * (1 + 1e-9));
        const needed = replicasFor(cost, tokensPerDay(load * (1 - 1e-9)));
        if (needed === replicas) expect(Math.abs(ownPerMonth(cost, tokensPerDay(load * (1 - 1e-9))) / atCrossing - 1)).toBeLessThan(1e-9);
        // Below it the service is cheaper, with no more replicas than the load takes.
        for (const share of [0.3, 0.7, 0.99]) {
          const below = tokensPerDay(load * share);
          expect(ownPerMonth(cost, below)).toBeGreaterThanOrEqual(hostedPerMonth(price, below) * (1 - 1e-9));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("where it is never, owning costs more at every load", () => {
    fc.assert(
      fc.property(owns, prices, fc.double({ min: 1, max: 1e12, noNaN: true }), (cost, price, load) => {
        if (breakEven(cost, price).load !== null) return;
        expect(ownPerMonth(cost, tokensPerDay(load))).toBeGreaterThan(hostedPerMonth(price, tokensPerDay(load)) * (1 - 1e-9));
      }),
      { numRuns: 300 },
    );
  });

  it("comes no earlier at a lower price of the service", () => {
    fc.assert(
      fc.property(owns, prices, (cost, price) => {
        const [dear, cheap] = [breakEven(cost, price).load, breakEven(cost, usdPerMillionTokens(price * 0.9)).load];
        if (cheap !== null) expect(dear).not.toBeNull();
        if (cheap !== null && dear !== null) expect(cheap).toBeGreaterThanOrEqual(dear * (1 - 1e-9));
      }),
    );
  });

  it("does not take a load or a replica that cannot be meant", () => {
    expect(() => ownPerMonth(own, tokensPerDay(-1))).toThrow("the load is -1 tokens a day; accepted: a number of at least 0");
    expect(() => hostedPerMonth(usdPerMillionTokens(1), tokensPerDay(Number.NaN))).toThrow("the load is NaN");
    expect(() => breakEven({ ...own, replicaTokensPerDay: tokensPerDay(0) }, usdPerMillionTokens(1))).toThrow(
      "a replica serves 0 tokens a day",
    );
  });
});

describe("a price of a mix", () => {
  const api = { inputUsd: 1, outputUsd: 5, cachedInputUsd: 0.1 };
  it("weighs input, cached input and output", () => {
    expect(blendedPrice(api, { input: 0.5, cached: 0 })).toBe(3);
    expect(blendedPrice(api, { input: 0.5, cached: 0.5 })).toBeCloseTo(0.5 * 0.55 + 2.5, 12);
    expect(blendedPrice({ ...api, cachedInputUsd: null }, { input: 1, cached: 1 })).toBe(1);
  });
  it("does not take a share outside of 0 to 1", () =>
    expect(() => blendedPrice(api, { input: 1.2, cached: 0 })).toThrow("the input share is 1.2"));
  it("is also a keep's price per million", () => expect(ownPerMillion(own, tokensPerDay(100e6))).toBeCloseTo(6400 / (100 * (365 / 12)), 9));
});
