import { platformOf } from "../../catalog/platforms.ts";
import type { ClientSource, ClientSpec, KeepSpec } from "../../charts/keep-spec.ts";
import { probesNamespace, servingNamespace } from "../../charts/names.ts";
import { usualLimits } from "../support/clients.ts";

/** Namespaces of these keeps. */
export const serving = servingNamespace("demo");
export const probing = probesNamespace("demo");

// The keeps that the charts' tests start from; what a test is about it changes in a copy.

const limits: ClientSpec["limits"] = { ...usualLimits, requestsPerMinute: 120, concurrent: 16, inputTokens: 16_384, outputTokens: 2048 };

/** A client in the cluster; in namespace `support`, under a service account of its own name, unless said otherwise. */
export const workload = (
  name: string,
  {
    namespace = "support",
    serviceAccount = name,
    ...own
  }: Partial<ClientSpec["limits"] & Omit<Extract<ClientSource, { kind: "workload" }>, "kind">> = {},
): ClientSpec => ({ name, from: { kind: "workload", namespace, serviceAccount }, limits: { ...limits, ...own } });

/** A client over PrivateLink. */
export const consumer = (name: string): ClientSpec => ({
  name,
  from: { kind: "private-link", principal: "arn:aws:iam::444455556666:root", ranges: [] },
  limits,
});

/** On AWS: a node of four GPUs for each replica, weights in the vault, one client of each sort. */
export const onAws: KeepSpec = {
  name: "demo",
  server: { model: "model-server", version: "current", serves: "current" },
  model: {
    name: "DeepSeek-R1-Distill-Qwen-32B",
    servedAs: "DeepSeek-R1-Distill-Qwen-32B",
    contextTokens: 32_768,
    kvCacheDtype: "auto",
    checkpointBytes: 65_527_752_704,
    lockfile: undefined,
  },
  hardware: {
    accelerator: "nvidia",
    gpus: 4,
    nodes: 1,
    tensorParallel: 4,
    vcpus: 46,
    memoryGiB: 360,
    networkMbps: 40_000,
    localNvme: true,
  },
  replicas: { min: 2, max: 4 },
  concurrent: 8,
  clients: [workload("support-bot"), consumer("partner")],
  images: {
    server: `registry.example.com/modelkeep/vllm@sha256:${"a".repeat(64)}`,
    envoy: `registry.example.com/modelkeep/envoy@sha256:${"b".repeat(64)}`,
  },
  weights: { kind: "vault", bucket: "demo-weights", region: "eu-central-1" },
  placement: {
    nodeSelector: { "modelkeep/pool": "gpu" },
    tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
    runtimeClass: undefined,
  },
  network: {
    loadBalancerRanges: ["10.64.1.0/28", "10.64.1.16/28"],
    nodePort: 30_443,
    listenerPort: 443,
    podIdentity: true,
    vaultRanges: ["10.64.2.8/32", "10.64.2.72/32"],
    dns: platformOf("eks").dns,
  },
  users: { kind: "fixed", serving: 2000, probes: 10_001 },
  certificates: {
    kind: "cert-manager",
    issuer: "keep-issuer",
    issuerKind: "ClusterIssuer",
    clientCa: "client-ca",
    clientIssuer: { name: "client-issuer", kind: "ClusterIssuer" },
  },
};

/** On a cluster that exists: weights on a claim, two clients in the cluster, certificates that the user names. */
export const onCluster: KeepSpec = {
  ...onAws,
  hardware: { ...onAws.hardware, networkMbps: undefined, localNvme: false },
  clients: [workload("support-bot"), workload("search", { namespace: "search" })],
  weights: { kind: "claim", from: { kind: "claim", claim: "weights" } },
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: "nvidia" },
  network: {
    loadBalancerRanges: [],
    nodePort: undefined,
    listenerPort: undefined,
    podIdentity: false,
    vaultRanges: [],
    dns: platformOf("other").dns,
  },
  certificates: { kind: "secrets", server: "front-door-tls", clientCa: "client-issuer" },
};

/** On a laptop: no GPU, a small model, one client. */
export const onLaptop: KeepSpec = {
  ...onCluster,
  name: "laptop",
  model: {
    ...onCluster.model,
    name: "DeepSeek-R1-Distill-Qwen-1.5B",
    servedAs: "DeepSeek-R1-Distill-Qwen-1.5B",
    contextTokens: 4096,
    checkpointBytes: 3_550_000_000,
  },
  hardware: { ...onCluster.hardware, accelerator: "none", gpus: 0, tensorParallel: 1, vcpus: 6, memoryGiB: 12 },
  replicas: { min: 1, max: 1 },
  concurrent: 1,
  clients: [workload("support-bot")],
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: undefined },
};

/** On AWS: eight GPUs, on each a copy of R1's attention and an eighth of its experts. */
export const onEightRanks: KeepSpec = {
  ...onAws,
  model: { ...onAws.model, name: "DeepSeek-R1", servedAs: "DeepSeek-R1", checkpointBytes: 688_586_727_753 },
  hardware: {
    ...onAws.hardware,
    gpus: 8,
    tensorParallel: 1,
    layout: { dataParallel: 8, expertParallel: true, batchedTokens: 2048 },
    vcpus: 190,
    memoryGiB: 1900,
  },
  concurrent: 32,
};

/** On a cluster that exists, with replicas that need two nodes each. */
export const onTwoNodes: KeepSpec = {
  ...onCluster,
  model: { ...onCluster.model, name: "DeepSeek-R1", servedAs: "DeepSeek-R1", checkpointBytes: 688_586_727_753 },
  hardware: { ...onAws.hardware, gpus: 8, nodes: 2, tensorParallel: 8, vcpus: 190, memoryGiB: 1900 },
};
