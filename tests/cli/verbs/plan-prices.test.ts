import { describe, expect, it, test } from "vitest";
import { runPlanPrices } from "../../../cli/verbs/plan-prices.ts";
import { captured } from "./captured.ts";

const today = new Date("2026-11-29T00:00:00Z");
const run = (options: Parameters<typeof runPlanPrices>[0]) => captured(async () => runPlanPrices(options, today));

describe("modelkeep plan prices", () => {
  it("lists every price by age, in 100 columns", async () => {
    const { status, out } = await run({});
    expect(status).toBe(0);
    expect(out).toMatch(/^Prices of the catalog by age: \d+ of \d+ are older than 60 days/);
    expect(out).toContain("Anthropic claude-sonnet-5");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("gives those alone that are older than asked, with their sources", async () => {
    const { out } = await run({ olderThan: "100", json: true });
    const prices = JSON.parse(out) as { ageDays: number; source: string }[];
    expect(prices.length).toBeGreaterThan(5);
    expect(prices.every(({ ageDays, source }) => ageDays > 100 && source !== "")).toBe(true);
  });

  test.each(["x", ""])("does not take an age of %j", async (olderThan) => {
    const { status, err } = await run({ olderThan });
    expect([status, err]).toEqual([2, expect.stringContaining(`--older-than is "${olderThan}"; accepted: a number of days`)]);
  });
});
