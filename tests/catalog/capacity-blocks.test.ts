import { describe, expect, it, test } from "vitest";
import { capacityBlockPrices, capacityBlockRegions, capacityBlockRules, capacityBlocksSchema } from "../../catalog/capacity-blocks.ts";
import file from "../../catalog/data/capacity-blocks.json" with { type: "json" };
import { findInstance, instances } from "../../catalog/instances.ts";
import { regionNames } from "../../catalog/regions.ts";

describe("Capacity Blocks", () => {
  it("have the shape of prices, regions and rules, each with source and date", () => {
    expect(capacityBlocksSchema.parse(file)).toEqual(file);
  });

  it("name regions by the codes of the catalog, or of GovCloud", () => {
    for (const { regions } of file.regions.entries)
      for (const region of regions) expect([...regionNames(), "us-gov-east-1", "us-gov-west-1"]).toContain(region);
  });

  it("give the last known prices, which are not all the same everywhere", () => {
    expect(capacityBlockPrices("p5en.48xlarge").map(({ usdPerHour, where }) => [usdPerHour, where])).toEqual([
      [54.92, "US"],
      [49.928, "outside US"],
    ]);
    expect(capacityBlockPrices("u-p6e-gb200x36")).toEqual([]);
    expect(capacityBlockPrices("g6e.12xlarge")).toEqual([]);
  });

  test.each(instances.filter(({ name, usdPerHour }) => usdPerHour !== null && capacityBlockPrices(name).length > 0))(
    "$name: costs no more in a block than on demand",
    ({ name }) => {
      for (const { usdPerHour } of capacityBlockPrices(name))
        expect(usdPerHour ?? 0).toBeLessThanOrEqual(findInstance(name)?.usdPerHour ?? 0);
    },
  );

  it("are sold in some regions only", () => {
    expect(capacityBlockRegions("p5en.48xlarge")).toContain("eu-north-1");
    expect(capacityBlockRegions("p5en.48xlarge")).not.toContain("eu-central-1");
    expect(capacityBlockRegions("g6.xlarge")).toEqual([]);
  });

  it("span one zone and end half an hour early", () => {
    expect(capacityBlockRules).toMatchObject({ zones: 1, endsEarlyMinutes: 30, minDays: 1, maxDays: 182 });
    expect(capacityBlockRules.maxDays % capacityBlockRules.weekDays).toBe(0);
  });
});
