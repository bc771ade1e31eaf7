import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installLeaderWorkerSet } from "../../charts/inference/leader-worker-set-crd.ts";
import { until } from "../../support/until.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { keepOnCluster, leftovers } from "./keep-on-cluster.ts";
import { prepared } from "./prepared.ts";

// No controller of LeaderWorkerSet runs here: the test says in its place when the groups are there. `up` must wait for that word.

const root = resolve(import.meta.dirname, "../../..");
const source = readFileSync(join(root, "examples/Pulumi.on-prem.yaml"), "utf8").replace(/^( *)gpus: .*/m, "$&\n$1nodesPerReplica: 2");
let cluster: TestCluster;
const keep = keepOnCluster(() => cluster, "on-prem");

beforeAll(async () => {
  cluster = await startCluster(1);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
  await installLeaderWorkerSet(cluster);
});
afterAll(async () => {
  await cluster.down();
  keep.close();
});

const serving = ["-n", "modelkeep-on-prem-serving"];
const groups = ["leaderworkersets.leaderworkerset.x-k8s.io", "model-server"];
const probes = () => cluster.kubectl(["-n", "modelkeep-on-prem-probes", "get", "jobs,cronjobs", "-o", "name"]);

test("the keep goes up when its groups are available, and its probes after them", async () => {
  expect(source).toContain("nodesPerReplica: 2");
  const up = keep.run(source, "up", "--yes", "--skip-preview");
  const get = ["get", ...groups, "-o", "jsonpath={.spec.leaderWorkerTemplate.size}"];
  await until("the groups are there", async () => (await cluster.kubectl([...serving, ...get])) === "2");
  // Time for a resource that is not waited for to be done, and the next phase to begin. On a slow machine it is too short, and then what
  // follows notices less: it never fails for that.
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
  const { code, said } = await up;
  expect(code, said).toBe(0);
  expect((await probes()).split("\n")).toEqual(expect.arrayContaining(["job.batch/probe"]));
});

test("it is destroyed whole", async () => {
  const { code, said } = await keep.run(source, "destroy", "--yes", "--skip-preview");
  expect(code, said).toBe(0);
  expect(await leftovers(cluster)).toBe("");
});
