import { afterEach, describe, expect, test } from "vitest";
import { noOwnCatalog, type OwnCatalog, useOwnCatalog } from "../../../catalog/own-catalog.ts";
import { costChanges, costsDiffer } from "../../../diff/cost/cost-changes.ts";
import { whatItMeans } from "../../../diff/settings/what-it-means.ts";
import { parseOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { documented, documentedText, type EditedFile } from "../../infra/own-catalog/documented.ts";
import { sidedStack } from "../sided-stack.ts";

const prices = { base: catalogPrices, head: catalogPrices };
const side = (settings: object, catalog?: OwnCatalog) => ({
  ...sidedStack({
    config: {
      "modelkeep:keep": JSON.stringify({
        model: { name: "DeepSeek-R1-Distill-Qwen-32B" },
        target: { kind: "eks", accountId: "111122223333", region: "eu-central-1", network: { cidr: "10.64.0.0/16", zones: 2 } },
        capacity: { instance: "g6e.12xlarge" },
        ...settings,
      }),
    },
  }),
  ...(catalog && { catalog }),
});
const own = parseOwnCatalog(documentedText);
const dearer = parseOwnCatalog(documented(({ prices: all }: EditedFile) => Object.assign(all.instances[1], { usdPerHour: 9.9 })));
const mine = { model: { name: "support-32b" }, capacity: { instance: "g8e.24xlarge" } };

afterEach(() => useOwnCatalog(noOwnCatalog));

describe("a bill by the catalog of its side", { tags: ["bill-by-catalog-of-its-side"] }, () => {
  test("changes with a price alone", () => {
    const { gpuPerHour, lines } = costChanges(side({}, own), side({}, dearer), prices)!;
    expect(gpuPerHour).toEqual({ before: 8.9, after: 9.9 });
    expect(lines.map(({ item }) => item)).toEqual(["GPU nodes, g6e.12xlarge (on-demand)"]);
    expect(costsDiffer(costChanges(side({}, own), side({}, own), prices)!)).toBe(false);
  });

  test("is by the kit's prices on a side that has none of its own, and says of each what it is by", () => {
    // What this process works for is of no side.
    useOwnCatalog(dearer);
    const cost = costChanges(side({}), side({}, own), prices)!;
    expect(cost.gpuPerHour).toEqual({ before: 10.49264, after: 8.9 });
    expect(cost.basis).toMatch(/^before: us-east-1; .*; after: modelkeep\.catalog\.json, 2026-11-20; /);
  });

  test("is there for a model and an instance type of the project, on their side", () => {
    expect(costChanges(undefined, side(mine, own), prices)!.gpuPerHour).toEqual({ after: 11.2 });
    expect(costChanges(side(mine), side(mine, own), prices)!.unknown).toContainEqual(
      expect.stringMatching(/^before: modelkeep:keep is not valid in this release: model\.name: /),
    );
  });
});

test("a restart on an instance type of the project has its time", () => {
  const resources = [
    {
      operation: "update" as const,
      urn: "urn",
      type: "kubernetes:apps/v1:Deployment",
      name: "modelkeep-demo-serving/model-server",
      protect: false,
      retainOnDelete: false,
      properties: [{ path: "spec.template", kind: "change" as const, before: "a", after: "b", replaces: false }],
    },
  ];
  expect(whatItMeans(side({}, own), side(mine, own), { resources })).toEqual([
    'clients of the model have to ask for "support-32b", and no longer for "DeepSeek-R1-Distill-Qwen-32B"',
    expect.stringMatching(/^the model server restarts, about \d+ min per replica$/),
  ]);
  expect(whatItMeans(side({}), side(mine), { resources })).toEqual(["the model server restarts"]);
});
