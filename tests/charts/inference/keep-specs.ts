import fc from "fast-check";
import { models } from "../../../catalog/models.ts";
import type { PodParts } from "../../../charts/inference/pod-parts.ts";
import type { ClientSpec, KeepSpec } from "../../../charts/keep-spec.ts";

const digest = `sha256:${"ab".repeat(32)}`;

/** A grant inside the cluster. */
export const client = (name: string, limits: Partial<ClientSpec["limits"]> = {}): ClientSpec => ({
  name,
  workload: { namespace: "bots", serviceAccount: name },
  privateLink: undefined,
  limits: { requestsPerMinute: 60, concurrent: 4, inputTokens: 8192, outputTokens: 2048, ...limits },
});

/** A keep on AWS: one node of four GPUs for each of two replicas, weights from the vault. */
export const onAws: KeepSpec = {
  name: "prod",
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
    vcpus: 46,
    memoryGiB: 350,
    networkMbps: 40_000,
    localNvme: true,
  },
  replicas: { min: 2, max: 4 },
  concurrent: 1,
  clients: [client("bot")],
  images: { server: `registry.example/vllm@${digest}`, envoy: `registry.example/envoy@${digest}` },
  weights: { kind: "vault", bucket: "weights", region: "eu-central-1" },
  placement: {
    nodeSelector: { "modelkeep/pool": "gpu" },
    tolerations: [{ key: "nvidia.com/gpu", operator: "Exists" }],
    runtimeClass: "nvidia",
  },
  network: { loadBalancerRanges: ["10.0.0.0/24"], nodePort: 30_443, podIdentity: true, vaultRanges: ["10.0.1.0/24"] },
  certificates: { kind: "secrets", server: "server", clientCa: "ca" },
};

/** A keep on a laptop: no GPU, a small model, weights on a claim. */
export const onLaptop: KeepSpec = {
  ...onAws,
  name: "laptop",
  model: { ...onAws.model, name: "DeepSeek-R1-Distill-Qwen-1.5B", contextTokens: 4096, checkpointBytes: 3_550_000_000 },
  hardware: {
    accelerator: "none",
    gpus: 0,
    nodes: 1,
    tensorParallel: 1,
    vcpus: 6,
    memoryGiB: 12,
    networkMbps: undefined,
    localNvme: false,
  },
  replicas: { min: 1, max: 1 },
  weights: { kind: "claim", from: { claim: "weights" } },
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: undefined },
  network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: false, vaultRanges: [] },
};

/** A keep whose replicas need two nodes each. */
export const onTwoNodes: KeepSpec = {
  ...onAws,
  model: { ...onAws.model, name: "DeepSeek-R1", checkpointBytes: 688_586_727_753 },
  hardware: { ...onAws.hardware, gpus: 8, nodes: 2, tensorParallel: 8, vcpus: 190, memoryGiB: 1900 },
};

/** Stand-ins of what the other charts bring. */
export const parts: PodParts = {
  initContainers: [{ name: "weights-loader", image: onAws.images.server }],
  sidecars: [{ name: "front-door", image: onAws.images.envoy }],
  volumes: [{ name: "weights", emptyDir: {} }],
};

/** Any keep that settings and planner could lead to: each model of the catalog, with and without GPUs, on one node or several. */
export const anySpec: fc.Arbitrary<KeepSpec> = fc
  .record({
    model: fc.constantFrom(...models),
    contextTokens: fc.integer({ min: 1024, max: 1_048_576 }),
    kvCacheDtype: fc.constantFrom("auto" as const, "fp8" as const),
    gpus: fc.constantFrom(0, 1, 2, 4, 8, 16),
    nodes: fc.integer({ min: 1, max: 4 }),
    spanning: fc.boolean(),
    localNvme: fc.boolean(),
    networkMbps: fc.option(fc.integer({ min: 1000, max: 3_200_000 }), { nil: undefined }),
    concurrent: fc.integer({ min: 1, max: 500 }),
    replicas: fc.integer({ min: 0, max: 8 }),
    clients: fc.array(
      fc.record({
        concurrent: fc.integer({ min: 1, max: 1000 }),
        inputTokens: fc.nat(1e6),
        outputTokens: fc.integer({ min: 1, max: 1e6 }),
      }),
      { maxLength: 4 },
    ),
    vault: fc.boolean(),
  })
  .map((any) => {
    const nvidia = any.gpus > 0;
    const nodes = nvidia ? any.nodes : 1;
    return {
      ...onAws,
      model: {
        name: any.model.name,
        contextTokens: any.contextTokens,
        kvCacheDtype: any.kvCacheDtype,
        checkpointBytes: any.model.checkpointBytes,
        lockfile: undefined,
      },
      hardware: {
        accelerator: nvidia ? "nvidia" : "none",
        gpus: any.gpus,
        nodes,
        tensorParallel: Math.max(1, any.gpus * (any.spanning ? nodes : 1)),
        vcpus: 64,
        // Without GPUs the weights must fit into memory.
        memoryGiB: 2048,
        networkMbps: any.networkMbps,
        localNvme: any.localNvme,
      },
      replicas: { min: any.replicas, max: Math.max(1, any.replicas) },
      concurrent: any.concurrent,
      clients: any.clients.map((limits, index) => client(`client-${index}`, limits)),
      weights: any.vault ? onAws.weights : onLaptop.weights,
    } satisfies KeepSpec;
  });
