import { expect, test } from "vitest";
import { keepPhases } from "../../../charts/keep.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { connections, dns, frontDoor } from "../isolation/connections.ts";
import { neighbourhood } from "../isolation/stand-ins.ts";
import { onCluster, workload } from "../keep-specs.ts";
import { groupObjects } from "./group-objects.ts";

/** Two groups of two pods on a cluster that exists, with one client. */
const keep: KeepSpec = {
  ...onCluster,
  hardware: { ...onCluster.hardware, nodes: 2 },
  replicas: { min: 2, max: 2 },
  clients: [workload("support-bot")],
};
const objects: readonly KubernetesObject[] = keepPhases([keep], chartTexts()).flatMap((phase) => phase.objects);
const { pods } = groupObjects(objects.find(({ kind }) => kind === "LeaderWorkerSet")!);
const judged = (policies: readonly KubernetesObject[]) =>
  connections([...policies.filter(({ kind }) => kind === "Namespace" || kind === "NetworkPolicy"), ...neighbourhood(keep.name, pods)]);

const server = (name: string) => `modelkeep-demo-serving/${name}`;
const all = (from: string, to: string) => `${server(from)} -> ${server(to)}: All Connections`;
const [leader0, worker0, leader1, worker1] = ["model-server-0", "model-server-0-1", "model-server-1", "model-server-1-1"] as const;
const outsideOfGroups = [
  dns("modelkeep-demo-probes/probe"),
  ...[leader0, worker0, leader1, worker1].map((name) => dns(server(name))),
  frontDoor("support/support-bot", leader0),
  frontDoor("support/support-bot", leader1),
];

test("pods of a group reach each other and no other group; clients reach the first of each; nobody reaches a worker", async () => {
  expect(await judged(objects)).toEqual(
    [...outsideOfGroups, all(leader0, worker0), all(worker0, leader0), all(leader1, worker1), all(worker1, leader1)].sort(),
  );
});

const policy =
  (name: string) =>
  ({ kind, metadata }: KubernetesObject) =>
    kind === "NetworkPolicy" && metadata.name === name;

test("without the policy of a group its pods reach nobody, their own group included", async () => {
  const found = await judged(objects.filter((object) => !policy("model-server-group-0")(object)));
  expect(found).toEqual(
    [
      ...outsideOfGroups.filter((one) => one !== dns(server(leader0)) && one !== dns(server(worker0))),
      all(leader1, worker1),
      all(worker1, leader1),
    ].sort(),
  );
});

test("the judge sees it where a group's policy forgets which group it is for", async () => {
  const careless = structuredClone(objects);
  for (const { spec } of careless.filter(({ metadata }) => metadata.name.startsWith("model-server-group-")))
    for (const selector of selectorsOf(spec)) delete selector.matchLabels["leaderworkerset.sigs.k8s.io/group-index"];
  expect(await judged(careless)).toContain(all(leader0, worker1));
});

interface Selector {
  matchLabels: Record<string, string>;
}
function selectorsOf(spec: unknown): Selector[] {
  const { podSelector, ingress, egress } = spec as {
    podSelector: Selector;
    ingress: [{ from: [{ podSelector: Selector }] }];
    egress: [{ to: [{ podSelector: Selector }] }];
  };
  return [podSelector, ingress[0].from[0].podSelector, egress[0].to[0].podSelector];
}
