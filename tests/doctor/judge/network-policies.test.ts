import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../../doctor/snapshot.ts";
import { findingOf, readOf } from "../clusters.ts";

const policiesOf = (change: (snapshot: Snapshot) => void) => findingOf("network policies", "talos", change);
const agents =
  (...names: readonly string[]) =>
  (snapshot: Snapshot) => {
    snapshot.agents = { read: names.map((name) => ({ name, namespace: "kube-system", containers: {}, desired: 2, ready: 2 })) };
  };

describe("Cilium enforces as it is configured", { tags: ["doctor-cilium-off"] }, () => {
  test.each([
    [{}, "works"],
    [{ "enable-policy": "default", "policy-audit-mode": "false", "enable-k8s-networkpolicy": "true" }, "works"],
    [{ "enable-policy": "always" }, "works"],
    [{ "enable-policy": "never" }, "fails"],
    [{ "policy-audit-mode": "true" }, "fails"],
    [{ "enable-k8s-networkpolicy": "false" }, "fails"],
  ])("%j: %s", (read, state) => {
    const found = policiesOf((snapshot) => {
      snapshot.ciliumConfig = { read };
    });
    expect(found.state).toBe(state);
  });

  test("where that was not read, it is undecided", () => {
    const found = policiesOf((snapshot) => {
      snapshot.ciliumConfig = { unread: "forbidden" };
    });
    expect(found).toMatchObject({ state: "undecided", seen: "not read: forbidden" });
  });
});

describe("it enforces on the nodes that it runs on", { tags: ["doctor-agent-everywhere"] }, () => {
  const on = (count: number) => (snapshot: Snapshot) => {
    Object.assign(readOf(snapshot.agents)[0] ?? {}, { desired: count, ready: count });
  };

  test("a DaemonSet that leaves nodes out, such as those with a taint, is not everywhere", () => {
    expect(policiesOf(on(1))).toMatchObject({ state: "undecided", seen: expect.stringContaining("ready on 1 of 2 nodes") });
  });

  test.each([
    ["a virtual node", { type: "virtual-kubelet" }],
    ["Fargate", { "eks.amazonaws.com/compute-type": "fargate" }],
    ["Windows", { "kubernetes.io/os": "windows" }],
  ])("%s runs none", (_, labels) => {
    const found = policiesOf((snapshot) => {
      on(1)(snapshot);
      Object.assign(readOf(snapshot.nodes)[1]?.labels ?? {}, labels);
    });
    expect(found.state).toBe("works");
  });
});

describe("of two networks the one that enforces need not have a pod", { tags: ["doctor-two-networks"] }, () => {
  test.each([
    [["cilium", "kube-flannel"], "undecided"],
    [["kube-flannel-ds", "cilium"], "undecided"],
    [["cilium", "calico-node"], "undecided"],
    [["calico-node", "kube-flannel"], "works"],
    [["cilium", "aws-node"], "works"],
    [["cilium", "azure-cns"], "works"],
    [["kube-network-policies", "kube-flannel"], "works"],
    [["antrea-agent", "kube-flannel"], "undecided"],
  ])("%j: %s", (names, state) => expect(policiesOf(agents(...names)).state).toBe(state));
});
