import { beforeEach, describe, expect, test } from "vitest";
import type { Inputs } from "../holes/edit.ts";
import { SmallCluster } from "./small-cluster.ts";

let cluster: SmallCluster;
beforeEach(() => {
  cluster = new SmallCluster();
});
const peer = () => cluster.spec("NetworkPolicy", "grant")["ingress"][0]["from"][0] as Inputs;
const server = () => cluster.pod["containers"][0] as Inputs;

test("with every door closed but one, everything is proved", () => {
  expect(cluster.verdicts).toEqual({
    "no-way-in": "proved",
    "no-way-out": "proved",
    "front-door-callers": "proved",
    "model-server-callers": "proved",
  });
});

describe("each open door is one claim's, or several's", () => {
  test.each<[string, string[], () => void]>([
    [
      "a load balancer",
      ["no-way-in", "front-door-callers"],
      () => void Object.assign(cluster.spec("Service", "server"), { type: "LoadBalancer" }),
    ],
    [
      "a load balancer that keeps addresses, past a policy that admits all",
      ["no-way-in", "front-door-callers"],
      () => {
        Object.assign(cluster.spec("Service", "server"), { type: "LoadBalancer", externalTrafficPolicy: "Local" });
        cluster.spec("NetworkPolicy", "grant")["ingress"].push({ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 8443 }] });
      },
    ],
    ["a node port", ["no-way-in", "front-door-callers"], () => void Object.assign(cluster.spec("Service", "server"), { type: "NodePort" })],
    [
      "an Ingress",
      ["no-way-in", "front-door-callers"],
      () =>
        cluster.object("Ingress", "edge", "networking.k8s.io/v1", {
          defaultBackend: { service: { name: "server", port: { number: 443 } } },
        }),
    ],
    [
      "a host port",
      ["no-way-in", "front-door-callers"],
      () => void Object.assign(cluster.pod["containers"][1]["ports"][0], { hostPort: 443 }),
    ],
    [
      "the node's network",
      ["no-way-in", "no-way-out", "front-door-callers", "model-server-callers"],
      () => void Object.assign(cluster.pod, { hostNetwork: true }),
    ],
    [
      "a way to the internet",
      ["no-way-out"],
      () => void Object.assign(cluster.spec("NetworkPolicy", "deny"), { egress: [{ to: [{ ipBlock: { cidr: "8.8.8.8/32" } }] }] }),
    ],
    [
      "no policy for what goes out",
      ["no-way-out"],
      () => void Object.assign(cluster.spec("NetworkPolicy", "deny"), { policyTypes: ["Ingress"] }),
    ],
    ["every namespace", ["front-door-callers"], () => void Object.assign(peer(), { namespaceSelector: {} })],
    ["every pod of a namespace", ["front-door-callers"], () => void delete peer()["podSelector"]],
    [
      "a namespace by a label that people give",
      ["front-door-callers"],
      () => void Object.assign(peer(), { namespaceSelector: { matchLabels: { team: "bots" } } }),
    ],
    [
      "addresses",
      ["front-door-callers"],
      () => void cluster.spec("NetworkPolicy", "grant")["ingress"][0]["from"].push({ ipBlock: { cidr: "10.0.0.0/8" } }),
    ],
    ["every port", ["model-server-callers"], () => void delete cluster.spec("NetworkPolicy", "grant")["ingress"][0]["ports"]],
    [
      "no socket",
      ["model-server-callers"],
      () => {
        server()["args"] = ["/weights"];
        // Nobody is let in by a policy: what is left is the pod's own node.
        cluster.remove("NetworkPolicy/grant");
      },
    ],
    ["a port of the server", ["model-server-callers"], () => void Object.assign(server(), { ports: [{ containerPort: 8000 }] })],
    [
      "a socket on the node",
      ["model-server-callers"],
      () => void Object.assign(cluster.pod["volumes"][0], { emptyDir: undefined, hostPath: { path: "/run" } }),
    ],
    [
      "a third container at the socket",
      ["model-server-callers"],
      () => void cluster.pod["containers"].push({ name: "debug", image: "debug", volumeMounts: [{ name: "socket", mountPath: "/s" }] }),
    ],
  ])("%s", { tags: ["open-door-refutes-its-claim"] }, (_what, refuted, open) => {
    open();
    expect(Object.entries(cluster.verdicts).flatMap(([id, status]) => (status === "refuted" ? [id] : []))).toEqual(refuted);
  });
});

describe("what only looks open stays proved", () => {
  test.each<[string, () => void]>([
    [
      "a load balancer that keeps addresses, which the policy refuses",
      () => void Object.assign(cluster.spec("Service", "server"), { type: "LoadBalancer", externalTrafficPolicy: "Local" }),
    ],
    [
      "a node port of no pod",
      () => cluster.object("Service", "nobody", "v1", { type: "NodePort", selector: { app: "nobody" }, ports: [{ port: 80 }] }),
    ],
    [
      "a load balancer of a namespace in which the pod is not",
      () => {
        cluster.object("Service", "other", "v1", { type: "LoadBalancer", selector: { app: "server" }, ports: [{ port: 80 }] });
        cluster.inputs("Service/other")["metadata"]["namespace"] = "elsewhere";
      },
    ],
    [
      "a namespace in an expression",
      () =>
        void Object.assign(peer(), {
          namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["bots"] }] },
        }),
    ],
    [
      "a way to private addresses",
      () => void Object.assign(cluster.spec("NetworkPolicy", "deny"), { egress: [{ to: [{ ipBlock: { cidr: "192.168.0.0/16" } }] }] }),
    ],
    [
      "a port that an earlier init container had",
      () => void Object.assign(cluster.pod, { initContainers: [{ name: "done", image: "x", ports: [{ containerPort: 1, hostPort: 1 }] }] }),
    ],
  ])("%s", { tags: ["looks-open-stays-proved"] }, (_what, edit) => {
    edit();
    expect(new Set(Object.values(cluster.verdicts))).toEqual(new Set(["proved"]));
  });
});

test("a model server is what asks for a GPU, runs vLLM, or an image that serves by itself", () => {
  const found = () => cluster.verdicts["model-server-callers"];
  server()["image"] = "registry.example.com/ours@sha256:0";
  expect(found()).toBe("undecided");
  for (const change of [
    { resources: { limits: { "nvidia.com/gpu": "1" } } },
    { command: ["sh", "-c", 'exec vllm serve "$@"'] },
    { command: ["python3", "-m", "vllm.entrypoints.openai.api_server"] },
    { image: "ghcr.io/sglang:v1" },
  ]) {
    const before = { ...server() };
    Object.assign(server(), change);
    expect(found()).toBe("proved");
    for (const key of Object.keys(change)) delete server()[key];
    Object.assign(server(), before);
  }
  expect(found()).toBe("undecided");
});
