import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { inventoryOfState } from "../../../evidence/input/from-state.ts";
import { compare } from "../../../evidence/release/compare.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import { byEngine, byUs, findingsOn } from "../../policies/engine-verdicts.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { changed, keepOnCluster, leftovers } from "./keep-on-cluster.ts";
import { prepared } from "./prepared.ts";

interface StackFile {
  config: { "modelkeep:keep": { capacity?: { replicas?: { min: number } } } };
}

const root = resolve(import.meta.dirname, "../../..");
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
});
afterAll(() => cluster.down());

describe.each([
  ["laptop", "DeepSeek-R1-Distill-Qwen-1.5B", "DeepSeek-R1-Distill-Qwen-7B"],
  ["on-prem", "DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-14B"],
])("example %s", (stack, model, other) => {
  const source = readFileSync(join(root, `examples/Pulumi.${stack}.yaml`), "utf8");
  const keep = keepOnCluster(() => cluster, stack);
  const { run } = keep;
  afterAll(() => keep.close());

  test("goes up, and its model server is available", async () => {
    const { code, said } = await run(source, "up", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    // What a resource says while Pulumi waits for it is no diagnostic.
    expect(said).not.toMatch(/^Diagnostics:/m);
    expect(said).toMatch(/verdict: "closed"/);
    const ready = await cluster.kubectl([
      "-n",
      `modelkeep-${stack}-serving`,
      "get",
      "deployment",
      "model-server",
      "-o",
      "jsonpath={.status.availableReplicas}",
    ]);
    expect(Number(ready)).toBeGreaterThanOrEqual(1);
  });

  test("is in its state as the release renders it", async () => {
    const rendering = renderAnew({ config: await readStackConfig(await readProject(root), stack), root, stack, deployed: true });
    if (rendering.kind !== "rendered") throw new Error(rendering.kind);
    expect(rendering.objects.length).toBeGreaterThan(50);
    expect(compare(rendering, inventoryOfState(keep.exported()))).toEqual([]);
  });

  test("is judged as on the first day, by the policy pack over its state and by its state alone", async () => {
    const { subjects } = inventoryOfState(keep.exported());
    const firstDay = byUs(findingsOn((await symbolicExample(stack)).plain.resources));
    expect(byUs(findingsOn(subjects))).toEqual(firstDay);
    const { code, events } = await keep.judged(source);
    expect(byEngine(events)).toEqual(firstDay);
    expect(code).toBe(0);
  });

  test("shows no change the second time", { tags: ["shows-D20"] }, async () => {
    const { code, said } = await run(source, "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(code, said).toBe(0);
  });

  const serving = ["-n", `modelkeep-${stack}-serving`];
  const read = (path: string) => cluster.kubectl([...serving, "get", "deployment", "model-server", "-o", `jsonpath={${path}}`]);
  const restarted = String.raw`.spec.template.metadata.annotations.kubectl\.kubernetes\.io/restartedAt`;

  test("may be scaled and restarted by hand", async () => {
    const replicas = await read(".spec.replicas");
    await cluster.kubectl([...serving, "scale", "deployment", "model-server", `--replicas=${Number(replicas) + 1}`]);
    await cluster.kubectl([...serving, "rollout", "restart", "deployment", "model-server"]);
    expect(await read(".spec.replicas")).not.toBe(replicas);
    expect(await read(restarted)).not.toBe("");
  });

  test("a model swap by one changed line changes the model's objects alone, and takes back what was scaled by hand", async () => {
    const swapped = source.replace(model, other);
    expect(swapped).not.toBe(source);
    const { code, said } = await run(swapped, "up", "--yes", "--skip-preview", "--json");
    expect(code, said.slice(-4000)).toBe(0);
    expect(changed(said)).toEqual([`kubernetes:apps/v1:Deployment modelkeep-${stack}-serving/model-server update`]);
    const { min } = (parse(source) as StackFile).config["modelkeep:keep"].capacity?.replicas ?? { min: 1 };
    expect(await read(".spec.replicas")).toBe(String(min));
    // The provider takes over all that kubectl wrote, and drops what the program does not say.
    expect(await read(restarted)).toBe("");
  });

  test("is destroyed with nothing left, and the volume stays", async () => {
    const { code, said } = await run(source, "destroy", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await leftovers(cluster)).toBe("");
    expect(await cluster.kubectl(["get", "persistentvolumes", "-o", "name"])).toContain("persistentvolume/");
  });
});
