import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openWorkspace, type Workspace } from "../../../engine/pulumi/workspace.ts";
import { installLeaderWorkerSet } from "../../charts/inference/leader-worker-set-crd.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { prepared } from "./prepared.ts";

// No controller of LeaderWorkerSet runs here: the test says in its place when the groups are there. `up` must wait for that word.

const root = resolve(import.meta.dirname, "../../..");
const state = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
const source = readFileSync(join(root, "Pulumi.on-prem.yaml"), "utf8").replace(/^( *)gpus: .*/m, "$&\n$1nodesPerReplica: 2");
const folder = variantFolder("on-prem", source);
let cluster: TestCluster;
let workspace: Workspace;

beforeAll(async () => {
  cluster = await startCluster(1);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
  await installLeaderWorkerSet(cluster);
  const env = { KUBECONFIG: cluster.kubeconfig };
  workspace = await openWorkspace({ engine: cluster.engine, root: folder, stack: "on-prem", env, stateDir: state });
});
afterAll(async () => {
  await workspace?.close();
  await cluster.down();
  for (const used of [state, folder]) rmSync(used, { recursive: true });
});

const serving = ["-n", "modelkeep-serving"];
const groups = ["leaderworkersets.leaderworkerset.x-k8s.io", "model-server"];
const probes = () => cluster.kubectl(["-n", "modelkeep-probes", "get", "jobs,cronjobs", "-o", "name"]);

test("the keep goes up when its groups are available, and its probes after them", async () => {
  expect(source).toContain("nodesPerReplica: 2");
  const up = workspace.run(["up", "--yes", "--skip-preview"]);
  const get = ["get", ...groups, "-o", "jsonpath={.spec.leaderWorkerTemplate.size}"];
  await vi.waitFor(async () => expect(await cluster.kubectl([...serving, ...get])).toBe("2"), { timeout: 120_000, interval: 500 });
  // Long enough for a resource that is not waited for to be done, and the next phase to begin.
  await new Promise((passed) => setTimeout(passed, 10_000));
  expect(await probes()).toBe("");
  const available = {
    type: "Available",
    status: "True",
    reason: "AllGroupsReady",
    message: "All replicas are ready",
    lastTransitionTime: new Date().toISOString(),
  };
  const status = JSON.stringify({ status: { conditions: [available] } });
  await cluster.kubectl([...serving, "patch", ...groups, "--subresource=status", "--type=merge", "-p", status]);
  const { code, stdout, stderr } = await up;
  expect(code, stdout + stderr).toBe(0);
  expect((await probes()).split("\n")).toEqual(expect.arrayContaining(["job.batch/probe"]));
});

test("it is destroyed whole", async () => {
  const { code, stdout, stderr } = await workspace.run(["destroy", "--yes", "--skip-preview"]);
  expect(code, stdout + stderr).toBe(0);
  expect(await cluster.kubectl(["get", "namespaces", "-o", "name"])).not.toContain("modelkeep");
});
