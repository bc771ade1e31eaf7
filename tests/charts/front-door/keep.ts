import type { ClientSpec, KeepSpec } from "../../../charts/keep-spec.ts";

const limits: ClientSpec["limits"] = { requestsPerMinute: 120, concurrent: 16, inputTokens: 16_384, outputTokens: 2_048 };

/** A client in the cluster. */
export const workload = (name: string, changes: Partial<ClientSpec["limits"]> = {}): ClientSpec => ({
  name,
  workload: { namespace: "support", serviceAccount: name },
  privateLink: undefined,
  limits: { ...limits, ...changes },
});

/** A client over PrivateLink. */
export const consumer = (name: string): ClientSpec => ({
  name,
  workload: undefined,
  privateLink: { principal: "arn:aws:iam::444455556666:root" },
  limits,
});

/** A keep on any cluster, with one client in it and certificates that the user names. */
export const onPremises: KeepSpec = {
  name: "support",
  model: {
    name: "DeepSeek-R1-Distill-Qwen-32B",
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
    vcpus: 48,
    memoryGiB: 384,
    networkMbps: undefined,
    localNvme: false,
  },
  replicas: { min: 2, max: 4 },
  concurrent: 8,
  clients: [workload("support-bot")],
  images: { server: `mirror.example/vllm@sha256:${"a".repeat(64)}`, envoy: `mirror.example/envoy@sha256:${"b".repeat(64)}` },
  weights: { kind: "claim", from: { claim: "weights" } },
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: undefined },
  network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] },
  certificates: { kind: "secrets", server: "front-door-tls", clientCa: "client-issuer" },
};

/** The same keep on AWS: a client in the cluster, one over PrivateLink, certificates from cert-manager. */
export const onAws: KeepSpec = {
  ...onPremises,
  clients: [workload("support-bot"), consumer("claims-desk")],
  network: { loadBalancerRanges: ["10.64.0.0/28", "10.64.0.16/28"], nodePort: 30_443, podIdentity: true, vaultRanges: ["10.64.1.0/24"] },
  certificates: { kind: "cert-manager", issuer: "keep-issuer", issuerKind: "ClusterIssuer" },
};
