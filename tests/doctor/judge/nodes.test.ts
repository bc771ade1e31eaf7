import { describe, expect, test } from "vitest";
import type { ClusterNode, Snapshot } from "../../../doctor/snapshot.ts";
import { type Edit, onCpus, put } from "../../infra/settings/good-settings.ts";
import { findingOf, readOf } from "../clusters.ts";

const nodes = (change: (node: ClusterNode, index: number) => void) => (snapshot: Snapshot) => readOf(snapshot.nodes).forEach(change);
const labels = (more: Record<string, string>) => nodes((node) => Object.assign(node.labels, more));
const nodesOf = (change: (snapshot: Snapshot) => void, ...edits: readonly Edit[]) =>
  findingOf("nodes of model-server", "talos", change, ...edits);
const taken = (requested: Record<string, Record<string, number>>) => (snapshot: Snapshot) => {
  snapshot.requested = { read: requested };
};
const addNode = (snapshot: Snapshot, change: Partial<ClusterNode>) => {
  const all = readOf(snapshot.nodes);
  const [first] = structuredClone(all);
  if (first) all.push({ ...first, name: "other", ...change });
};
const withoutGpus = { allocatable: { cpu: "8", memory: "32Gi", "ephemeral-storage": "100Gi", pods: "110" } };

describe("what other pods request is not there", { tags: ["doctor-room-left"] }, () => {
  test("all GPUs are taken", () => {
    const all = { "talos-0": { "nvidia.com/gpu": 2 }, "talos-1": { "nvidia.com/gpu": 2 } };
    expect(nodesOf(taken(all))).toMatchObject({
      state: "fails",
      cause: "gpus",
      seen: expect.stringContaining("no node has nvidia.com/gpu left"),
    });
  });

  test("and a cure that would need them is none", () => {
    const all = { "talos-0": { memory: 249 * 2 ** 30 }, "talos-1": { memory: 249 * 2 ** 30 } };
    expect(nodesOf(taken(all))).toMatchObject({
      state: "fails",
      cause: "size",
      administrator: expect.stringContaining("add larger nodes"),
    });
  });

  test("one node is full of pods: a node without room counts in the spread", () => {
    expect(nodesOf(taken({ "talos-0": { pods: 110 } }))).toMatchObject({ state: "fails", cause: "spread" });
  });

  test("where it was not read, that there is room is not known", () => {
    const found = nodesOf((snapshot) => {
      snapshot.requested = { unread: "pods is forbidden" };
    });
    expect(found).toMatchObject({ state: "undecided", seen: "not read: pods is forbidden" });
  });

  test("what one model takes is not there for the next", () => {
    const two: Edit[] = [
      put("model", undefined),
      put("capacity", undefined),
      put(
        "models",
        Object.fromEntries(
          ["a", "b"].map((key) => [
            key,
            { name: "DeepSeek-R1-Distill-Qwen-7B", capacity: { gpus: { count: 2, memoryGiB: 44 }, replicas: { min: 1, max: 1 } } },
          ]),
        ),
      ),
      put("clients[0].models", ["a", "b"]),
    ];
    const one = (snapshot: Snapshot) => {
      readOf(snapshot.nodes).pop();
    };
    expect(findingOf("nodes of a", "talos", one, ...two).state).toBe("works");
    expect(findingOf("nodes of b", "talos", one, ...two)).toMatchObject({ state: "fails", cause: "gpus" });
    expect(findingOf("nodes of b", "talos", () => {}, ...two).state).toBe("works");
  });
});

describe("pods are spread evenly over the nodes that they may be placed on", { tags: ["doctor-spread"] }, () => {
  const besides = (more: Record<string, string>) => (snapshot: Snapshot) => {
    readOf(snapshot.nodes).pop();
    for (const node of readOf(snapshot.nodes)) Object.assign(node.labels, more);
    addNode(snapshot, { ...withoutGpus, labels: { "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" } });
  };

  test("a node without GPUs keeps a second pod away from the one that has them, and a label tells them apart", () => {
    const found = nodesOf(besides({ "nvidia.com/gpu.present": "true" }));
    expect(found).toMatchObject({
      state: "fails",
      cause: "spread",
      fix: { path: "target.nodeSelector", value: { "nvidia.com/gpu.present": "true" } },
    });
    expect(
      nodesOf(besides({ "nvidia.com/gpu.present": "true" }), put("target.nodeSelector", { "nvidia.com/gpu.present": "true" })).state,
    ).toBe("works");
  });

  test("one pod finds its place", () => {
    expect(nodesOf(besides({}), put("capacity.replicas", { min: 1, max: 1 })).state).toBe("works");
  });
});

describe("what a node goes through is not tolerated", { tags: ["doctor-conditions"] }, () => {
  test.each(["node.kubernetes.io/disk-pressure", "node.cloudprovider.kubernetes.io/uninitialized", "ToBeDeletedByClusterAutoscaler"])(
    "%s",
    (key) => {
      const found = nodesOf(nodes((node) => node.taints.push({ key, effect: "NoSchedule" })));
      expect(found).toMatchObject({ state: "fails", seen: "no node takes pods" });
      expect(found.fix).toBeUndefined();
    },
  );

  test("GKE's taint of GPU nodes is tolerated by pods that ask for GPUs, and no other", () => {
    const without = put("target.tolerations", []);
    expect(findingOf("nodes of model-server", "gke", () => {}, without).state).toBe("works");
    const other = nodes((node) => node.taints.push({ key: "team", effect: "NoSchedule" }));
    expect(findingOf("nodes of model-server", "gke", other, without)).toMatchObject({ state: "fails", fix: { value: [{ key: "team" }] } });
  });
});

describe("a GPU that is not whole is not one", { tags: ["doctor-whole-gpus"] }, () => {
  const two = put("capacity.gpus.count", 2);
  test.each([
    ["time slices", { "nvidia.com/gpu.sharing-strategy": "time-slicing" }],
    ["replicas", { "nvidia.com/gpu.replicas": "4" }],
    ["a shared product", { "nvidia.com/gpu.product": "NVIDIA-A10G-SHARED" }],
    ["MPS of GKE", { "cloud.google.com/gke-gpu-sharing-strategy": "mps" }],
  ])("%s: undecided", (_, more) => expect(nodesOf(labels(more))).toMatchObject({ state: "undecided", cause: "shared" }));

  test.each([
    ["MIG devices", { "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3-MIG-3g.40gb", "nvidia.com/gpu.memory": "48000" }],
    ["GKE's partitions", { "cloud.google.com/gke-gpu-partition-size": "3g.40gb" }],
  ])("%s: several make no larger one", (_, more) => {
    expect(nodesOf(labels(more), two)).toMatchObject({ state: "fails", cause: "gpus", seen: expect.stringContaining("MIG") });
    expect(nodesOf(labels(more)).state).toBe("works");
  });

  test("a smaller one", () => {
    expect(nodesOf(labels({ "nvidia.com/gpu.memory": "23034" }))).toMatchObject({
      state: "fails",
      seen: expect.stringContaining("have 23034 MiB, and 44 GiB"),
    });
    expect(nodesOf(labels({ "nvidia.com/gpu.memory": "46068" }), put("capacity.gpus.memoryGiB", 48)).state).toBe("works");
  });
});

describe("an image is made for some machines", { tags: ["doctor-machines"] }, () => {
  test("two architectures are undecided, and selecting one decides", () => {
    const mixed = nodes((node, i) => {
      if (i === 0) node.labels["kubernetes.io/arch"] = "arm64";
    });
    const found = nodesOf(mixed, put("capacity.replicas", { min: 1, max: 1 }));
    expect(found).toMatchObject({ state: "undecided", cause: "machines", fix: { path: "target.nodeSelector" } });
    expect(found.seen).toContain("linux/arm64 and linux/amd64");
  });

  test("Windows is no place for a pod", () => {
    expect(nodesOf(labels({ "kubernetes.io/os": "windows" }))).toMatchObject({ state: "fails" });
    const both = (snapshot: Snapshot) => addNode(snapshot, { labels: { "kubernetes.io/os": "windows", "kubernetes.io/arch": "amd64" } });
    const cpus = [
      onCpus,
      put("capacity", {}),
      put("target.node", { vcpus: 16, memoryGiB: 128 }),
      put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"),
    ];
    expect(nodesOf(both, ...cpus)).toMatchObject({
      state: "undecided",
      fix: { value: { "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" } },
    });
  });
});

test("a model on CPUs asks for no runtime class, whatever there is", () => {
  const cpus = [
    onCpus,
    put("capacity", {}),
    put("target.node", { vcpus: 16, memoryGiB: 128 }),
    put("model.name", "DeepSeek-R1-Distill-Qwen-1.5B"),
  ];
  const unread = (snapshot: Snapshot) => {
    snapshot.runtimeClasses = { unread: "forbidden" };
  };
  expect(findingOf("runtime class of model-server", "talos", unread, ...cpus).state).toBe("works");
});

describe("nodes that come when pods need them", { tags: ["doctor-autoscaler"] }, () => {
  const none = (autoscaler: Snapshot["autoscaler"]) => (snapshot: Snapshot) => {
    snapshot.nodes = { read: [] };
    snapshot.autoscaler = autoscaler;
  };
  test("none is there now", () => {
    expect(nodesOf(none({ read: "" })).state).toBe("fails");
    expect(nodesOf(none({ read: "Karpenter" }))).toMatchObject({
      state: "undecided",
      follows: expect.stringContaining("unless Karpenter adds a node"),
    });
    expect(nodesOf(none({ unread: "forbidden" }))).toMatchObject({
      state: "undecided",
      follows: expect.stringContaining("not read: forbidden"),
    });
  });

  test("no setting is named that would move the model to nodes that are there by chance", () => {
    const scaled = (snapshot: Snapshot) => {
      snapshot.autoscaler = { read: "Karpenter" };
    };
    const found = nodesOf(scaled, put("target.nodeSelector", { pool: "gpu" }));
    expect(found.state).toBe("undecided");
    expect(found.fix).toBeUndefined();
  });
});
