import { describe, expect, it, test } from "vitest";
import { apiPrices, apiPricesSchema } from "../../../catalog/api-prices.ts";
import { awsPriceNames, awsPrices, awsPricesSchema } from "../../../catalog/aws-prices.ts";
import apiFile from "../../../catalog/data/api-prices.json" with { type: "json" };
import awsFile from "../../../catalog/data/aws-prices.json" with { type: "json" };
import { gpuSpeedSchema, gpuSpeeds } from "../../../catalog/gpu-speeds.ts";
import { gpus } from "../../../catalog/gpus.ts";
import { findModel } from "../../../catalog/models.ts";
import { catalogPrices, type Purchase, withOverrides } from "../../../planner/cost/prices.ts";

describe("prices of the catalog", () => {
  it("have their shape, with source and date", () => {
    expect(awsPricesSchema.parse(awsFile)).toEqual(awsFile);
    expect(apiPricesSchema.parse(apiFile)).toEqual(apiFile);
    for (const speed of gpuSpeeds) expect(gpuSpeedSchema.parse(speed)).toEqual(speed);
  });
  it("are there for every name, GPU and model that is asked for", () => {
    expect(awsPrices.map(({ name }) => name)).toEqual([...awsPriceNames]);
    expect(gpuSpeeds.map(({ name }) => name).sort()).toEqual(gpus.map(({ name }) => name).sort());
    for (const { serves } of apiPrices) for (const name of serves) expect(findModel(name)).toBeDefined();
  });
  it("know what is not known", () => {
    expect(catalogPrices.instance("p5e.48xlarge", "on-demand")).toBeNull();
    expect(catalogPrices.instance("g6.xlarge", "capacity-block")).toBeNull();
    expect(catalogPrices.instance("p5en.48xlarge", "capacity-block")).toBe(49.928);
  });
});

describe("a file of prices", () => {
  const file = { currency: "USD", date: "2026-11-20", region: "eu-central-1" };
  const own = {
    ...file,
    instances: { "p5e.48xlarge": { "on-demand": 70 } },
    services: { endpointZoneHour: 0.012 },
    apis: [{ provider: "Ours", model: "gateway", inputUsd: 1, outputUsd: 2 }],
  };
  it("takes the place of what it names, and of nothing else", () => {
    const prices = withOverrides(catalogPrices, own, "mine.json");
    expect(prices.instance("p5e.48xlarge", "on-demand")).toBe(70);
    expect(prices.instance("p5e.48xlarge", "capacity-block")).toBe(catalogPrices.instance("p5e.48xlarge", "capacity-block"));
    expect(prices.services).toEqual({ ...catalogPrices.services, endpointZoneHour: 0.012 });
    expect(prices.apis[0]).toMatchObject({ provider: "Ours", date: "2026-11-20", source: "price file mine.json" });
    expect(prices.basis).toContain("mine.json: eu-central-1, 2026-11-20");
  });
  it("alone has prices of spot and of Savings Plans", () => {
    const given = { spot: 4.2, "savings-plan-1y": 7.9, "savings-plan-3y": 5.4 };
    const prices = withOverrides(catalogPrices, { ...file, instances: { "g6e.12xlarge": given } }, "mine.json");
    for (const [way, price] of Object.entries(given) as [Purchase, number][]) {
      expect([prices.instance("g6e.12xlarge", way), catalogPrices.instance("g6e.12xlarge", way)]).toEqual([price, null]);
      expect(prices.dates("g6e.12xlarge", way)[0]).toEqual({ what: "instances of mine.json", date: "2026-11-20" });
    }
    expect([prices.instance("g6e.12xlarge", "spot"), prices.instance("g6e.xlarge", "spot")]).toEqual([4.2, null]);
    expect(prices.instance("g6e.12xlarge", "on-demand")).toBe(catalogPrices.instance("g6e.12xlarge", "on-demand"));
  });
  test.each([
    [{ ...file, date: undefined }, "mine.json: date is missing; accepted: a date as YYYY-MM-DD"],
    [{ ...file, currency: "EUR" }, 'mine.json: currency is "EUR"; accepted: USD'],
    [
      { ...own, services: { endpointZoneHour: null } },
      "mine.json: services.endpointZoneHour is null; accepted: USD above 0 by endpointZoneHour, ",
    ],
    [{ ...own, services: { lunch: 1 } }, "mine.json: services.lunch is "],
    [
      { ...own, instances: { "p5e.48xlarge": { "on-demand": -1 } } },
      "mine.json: instances.p5e.48xlarge.on-demand is -1; accepted: instance types, each with USD an hour above 0 by on-demand, ",
    ],
    [
      { ...own, instances: { "p9.huge": { "on-demand": 1 } } },
      "mine.json: instances.p9.huge: no such instance in the catalog; accepted: g5.xlarge",
    ],
    [
      { ...own, apis: [{ provider: "Ours", model: "x", inputUsd: 1 }] },
      "mine.json: apis.0.outputUsd is missing; accepted: a list of provider, model, ",
    ],
    [[], "mine.json: not a JSON object; accepted: currency, date, region, "],
  ])("with a hole or an error is one message: %#", { tags: ["bad-prices-refused"] }, (json, message) => {
    expect(() => withOverrides(catalogPrices, json, "mine.json")).toThrow(message);
  });
});
