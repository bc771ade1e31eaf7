import { describe, expect, it, test } from "vitest";
import { capacityBlockPrices, capacityBlockRegions } from "../../../catalog/capacity-blocks.ts";
import { instances } from "../../../catalog/instances.ts";
import { regionNames } from "../../../catalog/regions.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { blockPriceIn, pricesIn } from "../../../planner/cost/region-prices.ts";

describe("prices in a region", () => {
  test.each([
    ["p5en.48xlarge", "us-east-1", 54.92],
    ["p5en.48xlarge", "eu-north-1", 49.928],
    ["p5.48xlarge", "sa-east-1", 37.76],
    ["p6-b200.48xlarge", "ap-south-1", 98.84],
    ["p5e.48xlarge", "us-east-2", 47.76],
    ["p5e.48xlarge", "us-west-1", null],
    ["p5e.48xlarge", "us-east-1", null],
    ["p5en.48xlarge", "eu-central-1", null],
    ["g6.xlarge", "us-east-1", null],
  ])("are of a Capacity Block of %s in %s: %s", (instance, region, price) => expect(blockPriceIn(instance, region)).toBe(price));

  it("are those of the catalog, and of no block where none is sold", () => {
    for (const region of regionNames())
      for (const { name } of instances) {
        const price = pricesIn(region).instance(name, "capacity-block");
        if (price !== null) expect(capacityBlockPrices(name).map(({ usdPerHour }) => usdPerHour)).toContain(price);
        if (!capacityBlockRegions(name).includes(region)) expect(price).toBeNull();
        expect(pricesIn(region).instance(name, "on-demand")).toBe(catalogPrices.instance(name, "on-demand"));
      }
  });

  it("are lower outside the US where the catalog says so", { tags: ["block-price-in-region"] }, () => {
    expect(blockPriceIn("p5en.48xlarge", "eu-north-1")).toBe(49.928);
    expect(blockPriceIn("p5en.48xlarge", "us-west-2")).toBe(54.92);
  });

  it("say what is of us-east-1", () => {
    expect(pricesIn("eu-north-1").basis).toContain(" but of Capacity Blocks; whether");
    expect(pricesIn("us-east-1").basis).toMatch(/^us-east-1; Capacity Blocks of us-east-1, /);
    expect(pricesIn("eu-west-1").basis).toMatch(/^us-east-1, because the catalog has none of eu-west-1, nor of a Capacity Block there; /);
  });
});
