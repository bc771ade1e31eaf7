import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SidedStack } from "../../../diff/model.ts";
import { diffResources } from "../../../diff/resources/diff-resources.ts";
import { canonicalQuantity } from "../../../diff/resources/quantity.ts";
import { openWorkspace } from "../../../engine/pulumi/workspace.ts";
import { changedProgram, scriptedChanges } from "../../diffs/change.ts";
import { changedStack } from "../../diffs/changed-stack.ts";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";
import { prepared } from "../../infra/kubernetes/prepared.ts";
import { byProvider, covering } from "./covering.ts";
import { plannedSteps } from "./planned-steps.ts";
import { quantities } from "./quantities.ts";

/** The example whose state is made for real, on an API server of its own. */
const example = "on-prem";
const changes = scriptedChanges().filter((change) => change.example === example);
const state = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
let cluster: TestCluster;
let base: SidedStack;

/** Runs the CLI over a program with the one state of these tests. */
async function pulumi(root: string, ...command: string[]) {
  const env = { KUBECONFIG: cluster.kubeconfig };
  const workspace = await openWorkspace({ engine: cluster.engine, root, stack: example, env, stateDir: state });
  const { code, stdout, stderr } = await workspace.run(command).finally(workspace.close);
  expect(code, `${stdout.slice(-2000)}\n${stderr}`).toBe(0);
  return stdout;
}

beforeAll(async () => {
  cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
  await pulumi(resolve("."), "up", "--yes", "--skip-preview");
  base = await changedStack(example);
});
afterAll(async () => {
  await cluster.down();
  rmSync(state, { recursive: true });
});

test("quantities are written as the API server writes them", async () => {
  const texts = [...new Set(fc.sample(quantities, { numRuns: 300, seed: 7 }))];
  const items = texts.map((text, i) => ({
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: `quota-${i}`, namespace: "default" },
    spec: { hard: { "limits.memory": text } },
  }));
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  const each = String.raw`jsonpath={.spec.hard.limits\.memory}{"\n"}`;
  const written = (await cluster.kubectl(["create", "--dry-run=server", "-o", each, "-f", "-"], list)).trim().split("\n");
  expect(written).toHaveLength(texts.length);
  expect(texts.map(canonicalQuantity)).toEqual(written);
});

describe("the real CLI plans over the state of the base what the comparison says", () => {
  test("there are as many changes to hold it to as were promised", () => {
    expect(changes.length).toBeGreaterThanOrEqual(15);
    // Some of each operation, so that agreement means something.
    const operations = new Set(changes.flatMap(({ expected }) => expected.resources.map((line) => line.split(" ")[0])));
    expect(operations).toEqual(new Set(["create", "update", "replace", "delete"]));
    expect(readFileSync(join("tests/diffs", `${changes[0]!.name}.patch`), "utf8")).toMatch(/^diff --git/);
  });

  test.each(covering(changes, byProvider))("$name", async ({ name }) => {
    const { folder, remove } = changedProgram(name);
    try {
      const planned = plannedSteps(await pulumi(folder, "preview", "--json"));
      const said = diffResources(base, await changedStack(example, name));
      expect(said.map(({ operation, urn }) => `${operation} ${urn}`).sort()).toEqual(planned);
    } finally {
      remove();
    }
  });
});
