import type { ClientSpec, KeepSpec } from "../../../charts/keep-spec.ts";

const limits = { requestsPerMinute: 60, concurrent: 8, inputTokens: 8192, outputTokens: 2048 };

/** A client in the cluster. */
export const workloadClient = (name: string, namespace: string, serviceAccount = name): ClientSpec => ({
  name,
  workload: { namespace, serviceAccount },
  privateLink: undefined,
  limits,
});

/** A client that comes over PrivateLink. */
export const privateLinkClient = (name: string): ClientSpec => ({
  name,
  workload: undefined,
  privateLink: { principal: "arn:aws:iam::444455556666:root" },
  limits,
});

/** A keep on AWS: weights in the vault, one client of each sort. */
export const onAws: KeepSpec = {
  name: "demo",
  model: { name: "Qwen2.5-0.5B-Instruct", contextTokens: 8192, kvCacheDtype: "auto", checkpointBytes: 988_097_824, lockfile: undefined },
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
  concurrent: 16,
  clients: [workloadClient("support-bot", "support"), privateLinkClient("partner")],
  images: {
    server: `registry.example.com/vllm@sha256:${"a".repeat(64)}`,
    envoy: `registry.example.com/envoy@sha256:${"b".repeat(64)}`,
  },
  weights: { kind: "vault", bucket: "demo-weights", region: "eu-central-1" },
  placement: {
    nodeSelector: { "modelkeep/pool": "gpu" },
    tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
    runtimeClass: undefined,
  },
  network: {
    loadBalancerRanges: ["10.64.1.0/28", "10.64.1.16/28"],
    nodePort: 30443,
    podIdentity: true,
    vaultRanges: ["52.219.170.0/23", "3.5.134.0/23"],
  },
  certificates: { kind: "secrets", server: "front-door-tls", clientCa: "client-ca" },
};

/** A keep on a cluster that exists: weights on a claim, clients in the cluster. */
export const onPrem: KeepSpec = {
  ...onAws,
  clients: [workloadClient("support-bot", "support"), workloadClient("search", "search")],
  weights: { kind: "claim", from: { claim: "weights" } },
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: "nvidia" },
  network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] },
};
