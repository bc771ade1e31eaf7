import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { listStacks } from "../../../engine/stack/stacks.ts";
import { inventoryOfPreview } from "../../../evidence/input/from-preview.ts";
import { settingsClients } from "../../../evidence/input/settings-clients.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";

const root = resolve(import.meta.dirname, "../../..");
const examples = await listStacks(root);

describe.each(examples)("example %s", async (stack) => {
  const clients = settingsClients(await readStackConfig(await readProject(root), stack));
  const results = prove(inventoryOfPreview(await symbolicExample(stack)), clients);

  test("has clients in its settings", () => {
    expect(clients?.length).toBeGreaterThan(0);
  });

  test("everything is proved, of things that are there", () => {
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      ["no-way-in", "proved"],
      ["no-way-out", "proved"],
      ["front-door-callers", "proved"],
      ["model-server-callers", "proved"],
    ]);
    for (const result of results) {
      if (result.status !== "proved") continue;
      expect(result.examined.length).toBeGreaterThan(0);
      expect(result.assumptions.length).toBeGreaterThan(0);
    }
  });

  test("who gets in is each client of the settings", () => {
    const door = results.find(({ id }) => id === "front-door-callers");
    const said = door?.status === "proved" ? door.allowed.map(({ says }) => says) : [];
    for (const client of clients ?? [])
      expect(
        said.some((text) =>
          "principal" in client ? text.startsWith(`${client.principal} asks`) : text.includes(` of namespace ${client.namespace} reach`),
        ),
      ).toBe(true);
  });
});

test("on AWS the ways out are the endpoints, each under a policy of its own", async () => {
  const [, out] = prove(inventoryOfPreview(await symbolicExample("r1-distill-32b")));
  const said = out?.status === "proved" ? out.allowed.map(({ says }) => says) : [];
  expect(said).toHaveLength(9);
  for (const text of said)
    expect(text).toMatch(
      /^com\.amazonaws\.eu-central-1\.[\w.-]+ is reached through endpoints-[\w.-]+, under the policy of endpoints-[\w.-]+$/,
    );
});

test("two runs say the same", async () => {
  const inventory = inventoryOfPreview(await symbolicExample("r1-distill-32b"));
  expect(prove(inventory)).toEqual(prove(inventory));
});
