import { describe, expect, test } from "vitest";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { UNKNOWN } from "../../../engine/preview.ts";
import { readCluster } from "../../../evidence/network-policy/cluster.ts";
import { formatPorts, isEmpty } from "../../../evidence/network-policy/port-set.ts";
import { portsBetween } from "../../../evidence/network-policy/reachability.ts";
import { neighbourhood } from "../../charts/isolation/stand-ins.ts";
import { onCluster } from "../../charts/keep-specs.ts";
import { between, clusterWith, pod, policy } from "./policy.ts";

describe("what cannot be read is refused, and named", () => {
  const spec = (rule: Record<string, unknown>) => () => between(clusterWith([policy({ ingress: [rule] })]), "friend", "server");

  test("a peer that is nothing, or two things", () => {
    const message = "network policy own/rules has a peer that is not either a block of addresses or selectors";
    expect(spec({ from: [{}] })).toThrow(message);
    expect(spec({ from: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] })).toThrow(message);
  });

  test("ranges, ports, protocols, operators and types that Kubernetes does not know", () => {
    expect(spec({ ports: [{ port: 0 }] })).toThrow("network policy own/rules: 0-0 is not a port range");
    expect(spec({ ports: [{ port: 9, endPort: 8 }] })).toThrow("network policy own/rules: 9-8 is not a port range");
    expect(spec({ ports: [{ port: "web", endPort: 8 }] })).toThrow("network policy own/rules: endPort 8 needs a port that is a number");
    expect(spec({ ports: [{ protocol: "ICMP" }] })).toThrow('network policy own/rules: "ICMP" is not a protocol; accepted: TCP, UDP, SCTP');
    expect(spec({ from: [{ podSelector: { matchExpressions: [{ key: "app", operator: "Like" }] } }] })).toThrow('the operator "Like"');
    expect(() => clusterWith([policy({ policyTypes: ["Both"] })])).toThrow('network policy own/rules has the policy type "Both"');
  });

  test("a value that no preview knows", { tags: ["unreadable-cluster-value-refused"] }, () => {
    const message = "Pod late has a value that is not known yet, on which network policies depend";
    expect(() => readCluster([pod("own", "late", { app: UNKNOWN })])).toThrow(message);
    expect(() => readCluster([policy({ ingress: [{ from: [{ ipBlock: { cidr: UNKNOWN } }] }] })])).toThrow(
      "NetworkPolicy rules has a value",
    );
    expect(readCluster([pod("own", "fine", { app: "x" }, { nodeName: UNKNOWN })]).pods).toHaveLength(1);
  });
});

test("pods come out of every kind of workload, with the ports of sidecars and not of other init containers", () => {
  const template = { metadata: { labels: { app: "x" } }, spec: { containers: [{ ports: [{ name: "web", containerPort: 80 }] }] } };
  const workload = (kind: string, spec: unknown) => ({ apiVersion: "x/v1", kind, metadata: { name: "w", namespace: "own" }, spec });
  const { pods } = readCluster([
    ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"].map((kind) => workload(kind, { template })),
    workload("CronJob", { jobTemplate: { spec: { template } } }),
    workload("LeaderWorkerSet", { leaderWorkerTemplate: { leaderTemplate: template, workerTemplate: template } }),
    workload("ConfigMap", { template }),
  ]);
  expect(pods.map(({ name }) => name)).toEqual([
    ...["Deployment/w", "StatefulSet/w", "DaemonSet/w", "ReplicaSet/w", "Job/w", "CronJob/w"],
    ...["LeaderWorkerSet/w/leader", "LeaderWorkerSet/w/worker"],
  ]);
  expect(pods.every(({ labels, namedPorts }) => labels["app"] === "x" && namedPorts[0]?.port === 80)).toBe(true);
  const named = (name: string) => ({ ports: [{ name, containerPort: 1 }] });
  const initContainers = [{ ...named("proxy"), restartPolicy: "Always" }, named("setup")];
  const [withSidecar] = readCluster([pod("own", "s", {}, { containers: [], initContainers })]).pods;
  expect(withSidecar?.namedPorts.map(({ name }) => name)).toEqual(["proxy"]);
});

test("a keep on an existing cluster: its clients reach the front door, its probe the DNS, and nobody else anything", () => {
  const cluster = readCluster([...isolation([onCluster]), ...neighbourhood(onCluster.name)]);
  const isOurs = (namespace: string) => namespace.startsWith("modelkeep-");
  const open = cluster.pods.flatMap((from) =>
    cluster.pods
      .filter((to) => (isOurs(from.namespace) || isOurs(to.namespace)) && !isEmpty(portsBetween(cluster, from, to)))
      .map((to) => `${from.namespace}/${from.name} -> ${to.namespace}/${to.name}: ${formatPorts(portsBetween(cluster, from, to))}`),
  );
  expect(open.map((line) => line.replaceAll("Deployment/", "")).sort()).toEqual([
    "modelkeep-demo-probes/probe -> kube-system/coredns: TCP 53; UDP 53",
    "search/search -> modelkeep-demo-serving/model-server: TCP 8443",
    "support/support-bot -> modelkeep-demo-serving/model-server: TCP 8443",
  ]);
});
