import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { symbolsIn } from "../../engine/in-process/symbols/symbol.ts";
import { type Preview, UNKNOWN } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { inventoryOfPreview } from "../../evidence/input/from-preview.ts";
import { settingsClientIssuer } from "../../evidence/input/settings-client-issuer.ts";
import { settingsClients } from "../../evidence/input/settings-clients.ts";
import { prove } from "../../evidence/proofs/prove.ts";
import { symbolicExample } from "../support/symbolic-example.ts";

const root = resolve(import.meta.dirname, "../..");
const examples = await listStacks(root);

/** What does not change between two runs. */
const said = ({ resources, outputs }: Preview) => ({ resources, outputs });

/** Each text or number with a symbol in it as a plain preview has it. */
function forgotten(value: unknown, symbols: SymbolicPreview["symbols"]): unknown {
  if (typeof value === "string" || typeof value === "number") return symbolsIn(String(value), symbols).length > 0 ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item) => forgotten(item, symbols));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forgotten(inner, symbols)]));
}

// Made here, once for all tests of the file.
for (const stack of examples) await symbolicExample(stack);

test("there are examples", () => {
  expect(examples).toEqual(expect.arrayContaining(["demo", "r1-distill-32b", "on-prem"]));
});

describe.each(examples)("example %s", async (stack) => {
  const config = await readStackConfig(await readProject(root), stack);
  const clients = settingsClients(config);
  const symbolic = await symbolicExample(stack);
  const results = prove(inventoryOfPreview(symbolic), clients, settingsClientIssuer(config));

  test("no input is unknown", () => {
    expect(symbolic.unknown).toEqual([]);
    expect(JSON.stringify(symbolic.preview.resources.map(({ inputs }) => inputs))).not.toContain(UNKNOWN);
  });

  test("with its symbols taken for unknown it is the plain preview", () => {
    expect(forgotten(said(symbolic.preview), symbolic.symbols)).toEqual(said(symbolic.plain));
  });

  test("every symbol names a resource of the stack, and stands somewhere", () => {
    const urns = new Set(symbolic.preview.resources.map(({ urn }) => urn));
    const text = JSON.stringify(said(symbolic.preview));
    for (const [symbol, { urn }] of Object.entries(symbolic.symbols)) {
      expect(urns).toContain(urn);
      expect(text).toContain(symbol);
    }
  });

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
          "principal" in client
            ? text.startsWith(`${client.principal} requests`)
            : text.includes(` of namespace ${client.namespace} reach`),
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
