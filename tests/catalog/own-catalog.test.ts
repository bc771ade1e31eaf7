import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { apiPrices, currentApiPrices } from "../../catalog/api-prices.ts";
import { awsPrices, currentAwsPrices } from "../../catalog/aws-prices.ts";
import { findGpuSpeed } from "../../catalog/gpu-speeds.ts";
import { gpus, knownGpus, usableGiB } from "../../catalog/gpus.ts";
import { findInstance, instanceNames, instances, knownInstances } from "../../catalog/instances.ts";
import { findModelConfig } from "../../catalog/model-configs.ts";
import { findModel, modelNames, models } from "../../catalog/models.ts";
import { noOwnCatalog, type OwnCatalog, ownCatalog, useOwnCatalog, withOwnCatalog } from "../../catalog/own-catalog.ts";
import { importGraph, roomsOf } from "../../dev/rooms.ts";
import { parseOwnCatalog } from "../../infra/own-catalog/read.ts";
import { documentedText } from "../infra/own-catalog/documented.ts";

const own = parseOwnCatalog(documentedText);
const later = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => useOwnCatalog(noOwnCatalog));

/** Rows that a project adds to, by the file that has the kit's alone. */
const kitRows = /import \{[^}]*\b(models|modelConfigs|gpus|gpuSpeeds|instances|apiPrices|awsPrices)\b[^}]*\} from "[./]+catalog\//;

it("is left out by nobody: only what holds an own file against the kit's rows reads those alone, and what the planner's entry exports", () => {
  const graph = importGraph(process.cwd(), roomsOf(process.cwd()));
  const readers = [...graph.keys()].filter((path) => !path.startsWith("catalog/") && kitRows.test(readFileSync(path, "utf8")));
  expect(readers.sort()).toEqual(["infra/own-catalog/checks.ts", "infra/own-catalog/model-checks.ts", "infra/own-catalog/rows.ts"]);
});

describe("what a project adds to the catalog", () => {
  it("is found beside the kit's rows, after them, and nowhere without the project", () => {
    const found = () => [
      modelNames().length - models.length,
      instanceNames().length - instances.length,
      knownGpus().length - gpus.length,
      findModel("support-32b")?.repository,
      findInstance("g8e.24xlarge")?.gpuCount,
      findModelConfig("acme/support-32b")?.source,
      findGpuSpeed("RTX 6000 Ada")?.bandwidthGBs,
    ];
    const nothing = [0, 0, 0, undefined, undefined, undefined, undefined];
    expect(found()).toEqual(nothing);
    useOwnCatalog(own);
    expect(found()).toEqual([1, 1, 1, "acme/support-32b", 4, own.models[0]!.source, 960]);
    expect(modelNames().at(-1)).toBe("support-32b");
    expect(usableGiB("RTX 6000 Ada")).toBeCloseTo((49_140 / 1024) * 0.98, 6);
    useOwnCatalog(noOwnCatalog);
    expect(found()).toEqual(nothing);
  });

  it("gives prices in place of the kit's, and leaves the others", { tags: ["own-price-counts"] }, () => {
    const usd = (name: string) => findInstance(name)?.usdPerHour;
    const before = usd("g6e.xlarge");
    withOwnCatalog(own, () => {
      expect([usd("g8e.24xlarge"), usd("g6e.12xlarge"), usd("g6e.xlarge")]).toEqual([11.2, 8.9, before]);
      expect(knownInstances().find(({ name }) => name === "g6e.12xlarge")?.usdPerHour).toBe(8.9);
      expect(currentAwsPrices().map(({ name, usd: price }) => [name, price])).toEqual(
        awsPrices.map(({ name, usd: price }) => [name, name === "eksHour" ? 0.09 : price]),
      );
      expect(currentAwsPrices().find(({ name }) => name === "eksHour")?.source).toBe("private pricing addendum of 2026-10-01");
      expect(currentApiPrices()[0]).toMatchObject({ provider: "Gateway", serves: ["support-32b"] });
    });
    expect(usd("g6e.12xlarge")).toBe(10.49264);
    expect(currentAwsPrices()).toEqual(awsPrices);
  });

  it("takes the place of every hosted price of one provider and model", () => {
    const kit = apiPrices.find(({ superseded }) => !superseded)!;
    const of = (prices: readonly { provider: string; model: string }[]) =>
      prices.filter(({ provider, model }) => provider === kit.provider && model === kit.model);
    const mine = { ...own.apiPrices[0]!, provider: kit.provider, model: kit.model };
    expect(withOwnCatalog({ ...own, apiPrices: [mine] }, () => of(currentApiPrices()))).toEqual([mine]);
    expect(of(currentApiPrices()).length).toBeGreaterThan(1);
  });

  it("is of the side that is worked for, whatever runs beside it", { tags: ["own-catalog-of-its-side"] }, async () => {
    const side = (models: OwnCatalog["models"]) => ({ ...own, models });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }), async (names) => {
        useOwnCatalog(own);
        const seen = await Promise.all(
          names.map((name) =>
            withOwnCatalog(side([{ ...own.models[0]!, name: `own ${name}` }]), async () => {
              await later();
              const outer = modelNames().at(-1);
              const inner = withOwnCatalog(noOwnCatalog, () => modelNames().length);
              await later();
              return [outer, inner, modelNames().at(-1)];
            }),
          ),
        );
        expect(seen).toEqual(names.map((name) => [`own ${name}`, models.length, `own ${name}`]));
        expect(ownCatalog()).toBe(own);
      }),
      { numRuns: 20 },
    );
  });
});
