import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, instances } from "../../../catalog/instances.ts";
import { keepPhases } from "../../../charts/keep.ts";
import { gpuTaint, poolLabel } from "../../../infra/aws/nodes/pool-names.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { nodeAllocatable } from "../../../infra/nodes/aws-node-share.ts";
import { daemonSets } from "../../../infra/nodes/daemon-sets.ts";
import { usualVolumeGiB } from "../../../infra/settings/capacity.ts";
import { until } from "../../support/until.ts";
import { startCluster, type TestCluster } from "../kubernetes/cluster.ts";
import { eks, put } from "../settings/good-settings.ts";
import { parsedOnAws } from "../settings/parsed.ts";

// The scheduler of Kubernetes itself binds the model server's pod, or says why not, on a node of each instance type beside a DaemonSet
// that takes all that the node's share leaves to them. Only the kubelets are played.

interface Container {
  restartPolicy?: "Always";
  resources?: { requests?: Record<string, string> };
}
interface PodSpec extends Record<string, unknown> {
  containers: Container[];
  initContainers: Container[];
  nodeSelector: Record<string, string>;
}
interface Pod {
  metadata: { name: string };
  spec: { nodeName?: string };
  status?: { conditions?: { type: string; message?: string }[] };
}
/** CPU in millicores, memory in MiB. */
interface Size {
  cpu: number;
  memory: number;
}

/** A keep of the smallest model, which fits each instance type. */
const keepOn = (instance: string) =>
  parsedOnAws(eks(put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"), put("model.lock", undefined), put("capacity.instance", instance)));

/** The model server's pod as the keep renders it for an instance type. */
function renderedPod({ name }: Instance): PodSpec {
  const objects = keepPhases(
    eksKeepSpecs(keepOn(name), () => undefined),
    chartTexts(),
  ).flatMap((phase) => phase.objects);
  const deployment = objects.find(({ kind }) => kind === "Deployment") as unknown as { spec: { template: { spec: PodSpec } } };
  return deployment.spec.template.spec;
}

const millicores = (text: string) => (text.endsWith("m") ? Number.parseInt(text, 10) : Number(text) * 1000);
const mebibytes = (text: string) => Number.parseFloat(text) * (text.endsWith("Gi") ? 1024 : 1);

/** What the scheduler counts: containers with those sidecars that start before them, or an init container beside the sidecars before it. */
function requested({ containers, initContainers }: PodSpec): Size {
  const of = (each: Container): Size => ({
    cpu: millicores(each.resources?.requests?.["cpu"] ?? "0"),
    memory: mebibytes(each.resources?.requests?.["memory"] ?? "0Mi"),
  });
  const sum = (sizes: Size[]) =>
    sizes.reduce((all, one) => ({ cpu: all.cpu + one.cpu, memory: all.memory + one.memory }), { cpu: 0, memory: 0 });
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  const running = sum([...containers, ...sidecars].map(of));
  return initContainers.reduce((most, one, at) => {
    const before = initContainers.slice(0, at).filter(({ restartPolicy }) => restartPolicy === "Always");
    const starting = sum([one, ...before].map(of));
    return { cpu: Math.max(most.cpu, starting.cpu), memory: Math.max(most.memory, starting.memory) };
  }, running);
}

const others: Size = { cpu: daemonSets.cores * 1000, memory: daemonSets.memoryGiB * 1024 };

/** Nodes of one instance type: as its kubelet has them, with exactly what is asked for, and with a little less. */
function nodesOf(instance: Instance) {
  const { cores, memoryMiB } = nodeAllocatable(instance);
  const pod = requested(renderedPod(instance));
  const exact = { cpu: pod.cpu + others.cpu, memory: pod.memory + others.memory };
  return {
    whole: { cpu: Math.floor(cores * 1000), memory: Math.floor(memoryMiB) },
    exact,
    "one-millicore-less": { ...exact, cpu: exact.cpu - 1 },
    "one-mebibyte-less": { ...exact, memory: exact.memory - 1 },
  };
}
type Kind = keyof ReturnType<typeof nodesOf>;
const kinds = ["whole", "exact", "one-millicore-less", "one-mebibyte-less"] as const satisfies readonly Kind[];

const nameOf = (instance: string, kind: string) => `${instance.replaceAll(".", "-")}-${kind}`;
const hostname = "kubernetes.io/hostname";

function node(name: string, allocatable: Record<string, string>) {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, annotations: { "kwok.x-k8s.io/node": "fake" }, labels: { [hostname]: name, [poolLabel]: "gpu" } },
    spec: { taints: [{ key: gpuTaint.key, value: gpuTaint.value, effect: "NoSchedule" }] },
    status: { capacity: allocatable, allocatable },
  };
}

/** A pod of the model server for one node and no other. */
function podFor(name: string, spec: PodSpec) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default" },
    // Its class of priority, its account and its spread over zones are about a keep that is there.
    spec: {
      ...spec,
      priorityClassName: undefined,
      serviceAccountName: undefined,
      topologySpreadConstraints: undefined,
      nodeSelector: { ...spec.nodeSelector, [hostname]: name },
    },
  };
}

/** What VPC CNI, kube-proxy and the other DaemonSets of a node ask for, all together. */
const daemonSet = {
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name: "node-agents", namespace: "kube-system" },
  spec: {
    selector: { matchLabels: { app: "node-agents" } },
    template: {
      metadata: { labels: { app: "node-agents" } },
      spec: {
        tolerations: [{ operator: "Exists" }],
        nodeSelector: { [poolLabel]: "gpu" },
        containers: [{ name: "agents", image: "agents", resources: { requests: { cpu: `${others.cpu}m`, memory: `${others.memory}Mi` } } }],
      },
    },
  },
};

let cluster: TestCluster;
let pods: Map<string, Pod>;
const list = (items: object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items });

/** A g5.8xlarge as it was measured (aws/aws-k8s-tester#471): with the huge pages that the keep's user data does not ask for, and without. */
const measured = { cpu: "31850m", "nvidia.com/gpu": "1", pods: "250", "ephemeral-storage": "740Gi" };
const measuredNodes = [
  node("measured-with-huge-pages", { ...measured, memory: "116779708Ki", "hugepages-2Mi": "10256Mi" }),
  node("measured", { ...measured, memory: "127281852Ki" }),
];

beforeAll(async () => {
  cluster = await startCluster(1);
  const sized = instances.flatMap((instance) => {
    const sizes = nodesOf(instance);
    const disk = Math.floor(instance.nvmeGB === null ? usualVolumeGiB : (instance.nvmeGB * 1e9) / 2 ** 30);
    return kinds.map((kind) => {
      const { cpu, memory } = sizes[kind];
      const gpus = { "nvidia.com/gpu": String(instance.gpuCount), pods: "110", "ephemeral-storage": `${disk}Gi` };
      return node(nameOf(instance.name, kind), { cpu: `${cpu}m`, memory: `${memory}Mi`, ...gpus });
    });
  });
  const nodes = [...sized, ...measuredNodes];
  await cluster.kubectl(["create", "-f", "-"], list(nodes));
  await cluster.kubectl(["create", "-f", "-"], JSON.stringify(daemonSet));
  const ready = ["-n", "kube-system", "get", "daemonset", "node-agents", "-o", "jsonpath={.status.numberReady}"];
  await until("a DaemonSet's pod runs on each node", async () => Number(await cluster.kubectl(ready)) === nodes.length);
  const wanted = [
    ...instances.flatMap((instance) => kinds.map((kind) => podFor(nameOf(instance.name, kind), renderedPod(instance)))),
    ...measuredNodes.map(({ metadata: { name } }) => podFor(name, renderedPod(instances.find((one) => one.name === "g5.8xlarge")!))),
  ];
  await cluster.kubectl(["create", "-f", "-"], list(wanted));
  const condition = ({ status }: Pod) => status?.conditions?.find(({ type }) => type === "PodScheduled");
  pods = await until("the scheduler has judged every pod", async () => {
    const { items } = JSON.parse(await cluster.kubectl(["get", "pods", "-o", "json"])) as { items: Pod[] };
    return items.length === wanted.length && items.every((pod) => condition(pod)) && new Map(items.map((pod) => [pod.metadata.name, pod]));
  });
});
afterAll(() => cluster.down());

/** Where a pod is bound, or why it is not. */
const judged = (name: string): string => {
  const { spec, status } = pods.get(name)!;
  return spec.nodeName ?? status?.conditions?.find(({ type }) => type === "PodScheduled")?.message ?? "";
};

describe.each(instances.map(({ name }) => name))("the model server's pod on %s", (instance) => {
  it("is bound, beside what DaemonSets may take", () => {
    expect(judged(nameOf(instance, "whole"))).toBe(nameOf(instance, "whole"));
  });

  it("is bound where there is just enough, and waits for what is short by a millicore or a mebibyte", () => {
    expect(judged(nameOf(instance, "exact"))).toBe(nameOf(instance, "exact"));
    expect(judged(nameOf(instance, "one-millicore-less"))).toContain("1 Insufficient cpu");
    expect(judged(nameOf(instance, "one-mebibyte-less"))).toContain("1 Insufficient memory");
  });
});

it("is bound on a g5.8xlarge as it was measured, and was not with huge pages set aside", () => {
  expect(judged("measured")).toBe("measured");
  expect(judged("measured-with-huge-pages")).toContain("1 Insufficient memory");
});
