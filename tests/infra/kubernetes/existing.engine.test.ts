import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../../engine/pulumi/workspace.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { prepared } from "./prepared.ts";

const root = resolve(import.meta.dirname, "../../..");
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
});
afterAll(() => cluster.down());

/** Objects of the keep that are there, namespaced or not, as `kind/name`. */
async function leftovers(): Promise<string> {
  const kinds = "namespaces,validatingadmissionpolicies,validatingadmissionpolicybindings,clusterroles,clusterrolebindings,priorityclasses";
  const names = await cluster.kubectl(["get", kinds, "-o", "name"]);
  return names
    .split("\n")
    .filter((name) => name.includes("modelkeep"))
    .join("\n");
}

/** Resources that an update changed, from its JSON events, as `type name operation`. */
function changed(said: string): string[] {
  return said
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).resOutputsEvent?.metadata as { op: string; urn: string; type: string } | undefined)
    .filter((event) => event !== undefined && event.op !== "same")
    .map((event) => `${event?.type} ${event?.urn.split("::").pop()} ${event?.op}`)
    .sort();
}

describe.each([
  ["laptop", "DeepSeek-R1-Distill-Qwen-1.5B", "DeepSeek-R1-Distill-Qwen-7B"],
  ["on-prem", "DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-14B"],
])("example %s", (stack, model, other) => {
  const state = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
  const source = readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");
  const folders: string[] = [];

  /** A workspace on the same state with this stack file. */
  async function workspace(stackFile: string): Promise<Workspace> {
    const folder = variantFolder(stack, stackFile);
    folders.push(folder);
    return openWorkspace({ engine: cluster.engine, root: folder, stack, env: { KUBECONFIG: cluster.kubeconfig }, stateDir: state });
  }
  async function run(stackFile: string, ...command: string[]) {
    const opened = await workspace(stackFile);
    const { code, stdout, stderr } = await opened.run(command).finally(opened.close);
    return { code, said: `${stdout}\n${stderr}` };
  }
  afterAll(() => {
    for (const folder of [state, ...folders]) rmSync(folder, { recursive: true });
  });

  test("goes up, and its model server is available", async () => {
    const { code, said } = await run(source, "up", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    // What a resource says while Pulumi waits for it is no diagnostic.
    expect(said).not.toMatch(/^Diagnostics:/m);
    const ready = await cluster.kubectl([
      "-n",
      "modelkeep-serving",
      "get",
      "deployment",
      "model-server",
      "-o",
      "jsonpath={.status.availableReplicas}",
    ]);
    expect(Number(ready)).toBeGreaterThanOrEqual(1);
  });

  test("shows no change the second time", async () => {
    const { code, said } = await run(source, "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(code, said).toBe(0);
  });

  test("a model swap by one changed line changes the model's objects alone", async () => {
    const swapped = source.replace(model, other);
    expect(swapped).not.toBe(source);
    const { code, said } = await run(swapped, "up", "--yes", "--skip-preview", "--json");
    expect(code, said.slice(-4000)).toBe(0);
    expect(changed(said)).toEqual(["kubernetes:apps/v1:Deployment modelkeep-serving/model-server update"]);
  });

  test("is destroyed with nothing left, and the volume stays", async () => {
    const { code, said } = await run(source, "destroy", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await leftovers()).toBe("");
    expect(await cluster.kubectl(["get", "persistentvolumes", "-o", "name"])).toContain("persistentvolume/");
  });
});
