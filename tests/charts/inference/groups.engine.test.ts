import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhases } from "../../../charts/keep.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";
import { until } from "../../support/until.ts";
import { documents } from "../judges/documents.ts";
import { onTwoNodes } from "../keep-specs.ts";
import { groupObjects } from "./group-objects.ts";
import { installLeaderWorkerSet } from "./leader-worker-set-crd.ts";

// A replica over two nodes, before a real API server with the real definition of LeaderWorkerSet, Pod Security and all of the keep's own
// policies. What the set's controller would make is made here, after its source: there is no controller on this cluster.

const phases = keepPhases([onTwoNodes], chartTexts());
const objects = phases.flatMap((phase) => phase.objects);
const set = objects.find((object) => object.kind === "LeaderWorkerSet")!;
const made = groupObjects(set);
let cluster: TestCluster;

const apply = (of: readonly KubernetesObject[], ...more: string[]) =>
  cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--validate=strict", ...more, "-f", "-"], documents(of));
const dryRun = (of: readonly KubernetesObject[]) => apply(of, "--dry-run=server");

type Container = { name: string; image: string; args: string[]; env: { name: string; value: string }[] };

/** The last worker of the last group, changed. */
function worker(change: (server: Container, pod: KubernetesObject) => void): KubernetesObject {
  const pod = structuredClone(made.pods.at(-1)!);
  const { containers } = pod.spec as { containers: Container[] };
  change(containers.find(({ name }) => name === "model-server")!, pod);
  return pod;
}
const variable = (name: string, value: string) => (server: Container) => {
  server.env = [...server.env.filter((one) => one.name !== name), { name, value }];
};
const extraFlag = worker(({ args }) => args.push("--trust-remote-code"));

beforeAll(async () => {
  cluster = await startCluster(2);
  const runtimeClass = { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name: "nvidia" }, handler: "nvidia" };
  await installLeaderWorkerSet(cluster);
  await apply([runtimeClass]);
  for (const { name, objects } of phases) if (["namespaces", "isolation", "admission"].includes(name)) await apply(objects);
  // A policy holds about a second after its binding.
  await until("the policies hold", () => expect(dryRun([extraFlag])).rejects.toThrow("modelkeep/server-arguments: "));
});
afterAll(() => cluster.down());

describe("a replica of two nodes", () => {
  it("is taken whole: every object of every phase, by strict dry run", async () => {
    expect(phases.map(({ name }) => name)).toEqual(["namespaces", "isolation", "admission", "preparation", "server", "probes"]);
    for (const { name, objects } of phases) expect((await dryRun(objects)).split("\n"), name).toHaveLength(objects.length);
  });

  it("is stored as it was given: its definition drops no field", async () => {
    await apply([set]);
    const stored = JSON.parse(
      await cluster.kubectl(["-n", "modelkeep-demo-serving", "get", "leaderworkerset", "model-server", "-o", "json"]),
    );
    expect(stored.spec).toMatchObject(set.spec);
  });

  it("has its pods, their StatefulSets and their Services taken as well, as the controller makes them", async () => {
    expect(made.pods).toHaveLength(onTwoNodes.replicas.min * 2);
    for (const of of [made.services, made.sets, made.pods]) expect((await dryRun(of)).split("\n")).toHaveLength(of.length);
  });

  it("leaves the names of the controller's Services to the controller, which makes none that is there", () => {
    const own = objects.filter(({ kind }) => kind === "Service").map(({ metadata }) => metadata.name);
    expect(own).toContain("model-server");
    expect(made.services.filter(({ metadata }) => own.includes(metadata.name))).toEqual([]);
  });
});

describe("refused among the pods of a group, by the rule's name", () => {
  it.each<[string, string, KubernetesObject]>([
    ["a flag more", "server-arguments", extraFlag],
    [
      "a worker that opens an API",
      "server-arguments",
      worker((server) => (server.args = server.args.filter((arg) => arg !== "--headless"))),
    ],
    ["a leader elsewhere", "environment", worker(variable("LWS_LEADER_ADDRESS", "leader.example.com"))],
    ["a leader at an address", "environment", worker(variable("LWS_LEADER_ADDRESS", "203.0.113.7"))],
    ["the developer's routes", "environment", worker(variable("VLLM_SERVER_DEV_MODE", "1"))],
    ["another image", "image-digest", worker((server) => (server.image = "docker.io/vllm/vllm-openai:latest"))],
  ])("%s", async (_, rule, pod) => {
    await expect(dryRun([pod])).rejects.toThrow(`modelkeep/${rule}: `);
  });

  it("a StatefulSet with a flag more", async () => {
    const workers = structuredClone(made.sets.at(-1)!);
    const { template } = workers.spec as { template: { spec: { containers: Container[] } } };
    template.spec.containers[0]!.args.push("--trust-remote-code");
    await expect(dryRun([workers])).rejects.toThrow("modelkeep/server-arguments: ");
  });

  it("a pod as root, by Pod Security", async () => {
    const root = worker((_, { spec }) => ((spec as { securityContext: object }).securityContext = { runAsUser: 0 }));
    await expect(dryRun([root])).rejects.toThrow("runAsUser=0");
  });
});
