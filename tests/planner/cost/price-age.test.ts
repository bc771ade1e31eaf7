import { describe, expect, it, test } from "vitest";
import { apiPrices } from "../../../catalog/api-prices.ts";
import { ageInDays, datedPrices, stalePrices } from "../../../planner/cost/price-age.ts";

const today = new Date("2026-11-29T12:00:00Z");

describe("the age of a price", () => {
  test.each([
    ["2026-11-29", 0],
    ["2026-11-28", 1],
    ["2026-09-30", 60],
    ["2026-09-29", 61],
    ["2026-11", 28],
    ["2027-01-01", 0],
  ])("of %s: %d days", (date, days) => expect(ageInDays(date, today)).toBe(days));

  it("warns above 60 days, the oldest first, each once", { tags: ["stale-prices"] }, () => {
    const used = [
      { what: "a", date: "2026-09-30" },
      { what: "b", date: "2026-09-29" },
      { what: "c", date: "2026-05" },
      { what: "b", date: "2026-09-29" },
    ];
    expect(stalePrices(used, today).map(({ what, ageDays }) => [what, ageDays])).toEqual([
      ["c", 212],
      ["b", 61],
    ]);
  });
});

describe("the catalog's prices by age", () => {
  const prices = datedPrices(today);

  it("are all of each kind that are in force, each with where it was read", () => {
    expect([...new Set(prices.map(({ kind }) => kind))].sort()).toEqual([
      "AWS service",
      "Capacity Block",
      "hosted service",
      "instance on demand",
    ]);
    expect(prices.filter(({ kind }) => kind === "hosted service")).toHaveLength(apiPrices.filter(({ superseded }) => !superseded).length);
    for (const { source, price } of prices) {
      expect(source.length).toBeGreaterThanOrEqual(10);
      expect(price).toMatch(/\d/);
    }
  });

  it("begin with the oldest", () => {
    const ages = prices.map(({ ageDays }) => ageDays);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
  });

  it("name the price of long requests apart", () =>
    expect(prices.map(({ name }) => name)).toContain("OpenAI gpt-5.5, above 272,000 tokens"));
});
