import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findInstance } from "../../../catalog/instances.ts";
import { findModel } from "../../../catalog/models.ts";
import { noOwnCatalog, useOwnCatalog, withOwnCatalog } from "../../../catalog/own-catalog.ts";
import { parseOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { shapeOf } from "../../../planner/catalog-shape.ts";
import { datedPrices } from "../../../planner/cost/price-age.ts";
import { catalogPrices, withOverrides } from "../../../planner/cost/prices.ts";
import { pricesIn } from "../../../planner/cost/region-prices.ts";
import { suggestInstances } from "../../../planner/suggest.ts";
import { documented, documentedText, type EditedFile } from "../../infra/own-catalog/documented.ts";

const own = parseOwnCatalog(documentedText);
beforeEach(() => useOwnCatalog(own));
afterEach(() => useOwnCatalog(noOwnCatalog));

describe("prices of a project", () => {
  it("come before the kit's, and say so", () => {
    expect(catalogPrices.instance("g8e.24xlarge", "on-demand")).toBe(11.2);
    expect(catalogPrices.instance("g6e.12xlarge", "spot")).toBe(4.1);
    expect(catalogPrices.instance("g6e.12xlarge", "savings-plan-1y")).toBeNull();
    expect(catalogPrices.services.eksHour).toBe(0.09);
    expect(catalogPrices.basis).toMatch(/^modelkeep\.catalog\.json, 2026-11-20; for the rest us-east-1; /);
    expect(catalogPrices.dates("g6e.12xlarge", "on-demand")[0]).toEqual({
      what: "g6e.12xlarge by a price of your own",
      date: "2026-10-01",
    });
    expect(withOwnCatalog(noOwnCatalog, () => catalogPrices.basis)).toMatch(/^us-east-1; /);
  });

  it("come after a file that is given for one question", () => {
    const file = { currency: "USD", date: "2026-11-29", region: "lab", instances: { "g8e.24xlarge": { "on-demand": 5 } } };
    const prices = withOverrides(catalogPrices, file, "p.json");
    expect(["g8e.24xlarge", "g6e.12xlarge"].map((name) => prices.instance(name, "on-demand"))).toEqual([5, 8.9]);
    expect(prices.services.eksHour).toBe(0.09);
    expect(prices.basis).toMatch(/^p\.json: lab, 2026-11-29; for the rest modelkeep\.catalog\.json, /);
    expect(() => withOwnCatalog(noOwnCatalog, () => withOverrides(catalogPrices, file, "p.json"))).toThrow(
      /instances\.g8e\.24xlarge: no such instance/,
    );
  });

  it("of a Capacity Block hold in every region", { tags: ["own-block-price"] }, () => {
    const block = documented(({ prices }: EditedFile) =>
      Object.assign(prices.instances[0], { instance: "p5.48xlarge", buy: "capacity-block" }),
    );
    const usd = () => ["eu-central-1", "sa-east-1"].map((region) => pricesIn(region).instance("p5.48xlarge", "capacity-block"));
    expect(withOwnCatalog(parseOwnCatalog(block), usd)).toEqual([11.2, 11.2]);
    expect(usd()).not.toContain(11.2);
  });

  it("are listed by age with their source, once each", () => {
    const today = new Date("2026-11-29T12:00:00Z");
    const rows = datedPrices(today);
    const named = (name: string) =>
      rows.filter((row) => row.name.startsWith(name)).map(({ kind, price, ageDays }) => [kind, price, ageDays]);
    expect(named("g6e.12xlarge")).toEqual([
      ["own price", "8.9 USD/hour", 59],
      ["own price", "4.1 USD/hour", 9],
    ]);
    expect(named("eksHour")).toEqual([["AWS service", expect.stringMatching(/^0\.09 USD per /), 59]]);
    expect(named("Gateway support")).toEqual([["hosted service", "0.4 in, 1.2 out USD/1M tokens", 28]]);
  });
});

describe("models and instance types of a project", () => {
  it("are planned with", () => {
    const model = findModel("support-32b")!;
    const suggested = suggestInstances(model, { contextTokens: 32_768, concurrent: 20 });
    expect(suggested.map(({ instance }) => instance.name)).toContain("g8e.24xlarge");
    expect(suggested.find(({ instance }) => instance.name === "g8e.24xlarge")?.instance).toEqual(findInstance("g8e.24xlarge"));
  });

  it("have the shape of their own project, where two mean different ones by one repository", () => {
    const heads = (text: string) => withOwnCatalog(parseOwnCatalog(text), () => shapeOf(findModel("support-32b")!)?.attention.heads);
    const smaller = documented(({ models }: EditedFile) =>
      Object.assign(models[0], { config: "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", checkpointBytes: null }),
    );
    expect([heads(documentedText), heads(smaller), heads(documentedText)]).toEqual([64, 12, 64]);
  });
});
