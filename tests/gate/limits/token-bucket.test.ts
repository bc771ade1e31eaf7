import fc from "fast-check";
import { expect, it } from "vitest";
import { type Reservation, TokenBucket } from "../../../gate/limits/token-bucket.ts";

const second = 1_000;

it("a minute's worth is there at once, and then as it comes", { tags: ["gate-budget"] }, () => {
  const budget = new TokenBucket(60, 0);
  for (let i = 0; i < 60; i++) expect(budget.reserve(1, 0)).toHaveProperty("reservation");
  expect(budget.reserve(1, 0)).toEqual({ retryAfterSeconds: 1 });
  expect(budget.reserve(5, 0)).toEqual({ retryAfterSeconds: 5 });
  expect(budget.reserve(1, 999)).toEqual({ retryAfterSeconds: 1 });
  expect(budget.reserve(1, second)).toHaveProperty("reservation");
  expect(budget.level(3_600 * second)).toBe(60);
});

it("what was not used comes back, and what was used beyond is owed", { tags: ["gate-budget-settled"] }, () => {
  const budget = new TokenBucket(600, 0);
  const reserve = (amount: number) => (budget.reserve(amount, 0) as { reservation: Reservation }).reservation;
  const [one, other] = [reserve(400), reserve(200)];
  budget.settle(one, 100, 0);
  expect(budget.level(0)).toBe(300);
  budget.settle(other, 700, 0);
  expect(budget.level(0)).toBe(-200);
  expect(budget.reserve(10, 0)).toEqual({ retryAfterSeconds: 21 });
});

it("more than a minute's worth needs a full budget, and is owed afterwards", () => {
  const budget = new TokenBucket(100, 0);
  expect(budget.reserve(300, 0)).toHaveProperty("reservation");
  expect(budget.level(0)).toBe(-200);
  expect(budget.reserve(1, 0)).toEqual({ retryAfterSeconds: 121 });
  expect(budget.reserve(300, 179 * second)).toEqual({ retryAfterSeconds: 1 });
  expect(budget.reserve(300, 180 * second)).toHaveProperty("reservation");
});

it("in no time is more spent than a minute's worth and what came in, and whoever waits as told is served", () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 90 * second }),
    amount: fc.integer({ min: 1, max: 100 }),
    used: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const budget = new TokenBucket(100, 0);
      let [now, spent] = [0, 0];
      for (const { wait, amount, used } of steps) {
        now += wait;
        let reserved = budget.reserve(amount, now);
        if ("retryAfterSeconds" in reserved) {
          now += reserved.retryAfterSeconds * second;
          reserved = budget.reserve(amount, now);
        }
        expect(reserved).toHaveProperty("reservation");
        budget.settle((reserved as { reservation: Reservation }).reservation, amount * used, now);
        spent += amount * used;
        expect(spent).toBeLessThanOrEqual(100 + (now / 60_000) * 100 + 1e-6);
      }
    }),
  );
});

it("a clock that goes back gives nothing", () => {
  const budget = new TokenBucket(60, 10 * second);
  budget.reserve(60, 10 * second);
  expect(budget.level(0)).toBe(0);
  expect(budget.level(11 * second)).toBe(1);
});
