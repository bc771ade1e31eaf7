import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import type { Inventory } from "../../../evidence/input/inventory.ts";
import { settingsIdentity } from "../../../evidence/input/settings-identity.ts";
import { proveIdentity } from "../../../evidence/proofs/identity.ts";
import { prove } from "../../../evidence/proofs/prove.ts";
import { compare } from "../../../evidence/release/compare.ts";
import { releaseFindings } from "../../../evidence/release/findings.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import type { Finding } from "../../../policies/judge/finding.ts";
import { judge } from "../../../policies/judge/judge.ts";
import { rules } from "../../../policies/rules.ts";
import { releaseRule } from "../../../policies/waivers/judged-elsewhere.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { Edit } from "../holes/edit.ts";
import { day, reportOf } from "../report/reported.ts";
import { besideInputs } from "./beside-inputs.ts";
import { clusterObjects } from "./cluster-objects.ts";
import { dangerousValues } from "./dangerous-values.ts";
import { dataOut } from "./data-out.ts";
import { envoy } from "./envoy.ts";
import { identities } from "./identities.ts";
import type { RefusedHole } from "./refused-hole.ts";

const root = resolve(import.meta.dirname, "../../..");
const kinds: Readonly<Record<string, RefusedHole[]>> = { dataOut, dangerousValues, identities, besideInputs, clusterObjects, envoy };
const holes = Object.values(kinds).flat();

/** What is the same for every hole of an example. */
async function example(stack: string) {
  const symbolic = await symbolicExample(stack);
  const config = await readStackConfig(await readProject(root), stack);
  const rendering = renderAnew({ config, root, stack, deployed: false });
  if (rendering.kind !== "rendered") throw new Error(rendering.kind);
  return { symbolic, rendering, identity: settingsIdentity(config) };
}
const examples = new Map(
  await Promise.all([...new Set(holes.map(({ stack }) => stack))].map(async (stack) => [stack, await example(stack)] as const)),
);

/** What one rule says that would stop a deployment, or keep the verdict open. */
function findings(by: string, stack: string, inventory: Inventory): string[] {
  const { rendering } = examples.get(stack)!;
  const { resources } = inventory;
  const own = rules.filter(({ name }) => name === by);
  const outputOf = (text: string) => inventory.referred(text)?.urn;
  const found: Finding[] =
    by === releaseRule
      ? releaseFindings(rendering, compare(rendering, inventory), resources, day)
      : judge(resources, { rules: own, today: day, outputOf });
  const stopping = by === releaseRule || own.some(({ enforcement }) => enforcement === "mandatory");
  return found
    .filter((one) => one.rule === by && stopping && (one.kind === "undecided" || one.enforcement === "mandatory"))
    .map(({ urn, path, message }) => `${urn} ${path}: ${message}`);
}

const isRule = (by: string) => by === releaseRule || rules.some(({ name }) => name === by);

/** Status of one proof. */
async function proof(by: string, stack: string, inventory: Inventory): Promise<string> {
  const { identity } = examples.get(stack)!;
  const results = [...prove(inventory, identity.clients), ...(await proveIdentity(inventory, identity))];
  return results.find(({ id }) => id === by)?.status ?? `no proof is called ${by}`;
}

test(`${holes.length} holes, each of a name of its own: ${Object.entries(kinds)
  .map(([kind, list]) => `${kind} ${list.length}`)
  .join(", ")}`, () => {
  expect(holes.length).toBeGreaterThanOrEqual(400);
  expect(new Set(holes.map(({ name }) => name)).size).toBe(holes.length);
});

test("of the examples themselves no such rule says anything", () => {
  const said = new Set(holes.filter(({ by }) => isRule(by)).map(({ by, stack }) => `${by} ${stack}`));
  const found = [...said].flatMap((one) => {
    const [by = "", stack = ""] = one.split(" ");
    return findings(by, stack, new Edit(examples.get(stack)!.symbolic).inventory);
  });
  expect(found).toEqual([]);
});

describe.each(Object.entries(kinds))("%s", (_, list) => {
  test.each(list)("$stack: $name ($by)", async ({ stack, by, edit }) => {
    const program = new Edit(examples.get(stack)!.symbolic);
    edit(program);
    if (isRule(by)) expect(findings(by, stack, program.inventory)).not.toEqual([]);
    else expect(["refuted", "undecided"]).toContain(await proof(by, stack, program.inventory));
  });
});

test("what one rule finds, the verdict says", async () => {
  const [first, second] = [identities[0]!, besideInputs.find(({ by }) => by === releaseRule)!];
  for (const { stack, edit } of [first, second]) expect((await reportOf(stack, edit)).verdict.state).toBe("reject");
});
