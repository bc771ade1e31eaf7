import fc from "fast-check";
import { models } from "../../catalog/models.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import { onAws, onCluster, workload } from "./keep-specs.ts";

/** Any keep that settings and planner could lead to: each model of the catalog, with and without GPUs, on one node or several. */
export const anySpec: fc.Arbitrary<KeepSpec> = fc
  .record({
    model: fc.constantFrom(...models),
    contextTokens: fc.integer({ min: 1024, max: 1_048_576 }),
    kvCacheDtype: fc.constantFrom("auto" as const, "fp8" as const),
    gpus: fc.constantFrom(0, 1, 2, 4, 8, 16),
    nodes: fc.integer({ min: 1, max: 4 }),
    spanning: fc.boolean(),
    dataParallel: fc.option(fc.constantFrom(1, 2, 8), { nil: undefined }),
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
    const ranks = nodes === 1 && any.gpus % (any.dataParallel ?? 1) === 0 && nvidia ? (any.dataParallel ?? 1) : 1;
    return {
      ...onAws,
      model: {
        name: any.model.name,
        servedAs: any.model.name,
        contextTokens: any.contextTokens,
        kvCacheDtype: any.kvCacheDtype,
        checkpointBytes: any.model.checkpointBytes,
        lockfile: undefined,
      },
      hardware: {
        accelerator: nvidia ? "nvidia" : "none",
        gpus: any.gpus,
        nodes,
        tensorParallel: Math.max(1, (any.gpus * (any.spanning ? nodes : 1)) / ranks),
        ...(any.dataParallel === undefined
          ? {}
          : { layout: { dataParallel: ranks, expertParallel: ranks > 1 || any.spanning, batchedTokens: ranks > 1 ? 2048 : undefined } }),
        vcpus: 64,
        // Without GPUs the weights must fit into memory.
        memoryGiB: 2048,
        networkMbps: any.networkMbps,
        localNvme: any.localNvme,
      },
      replicas: { min: any.replicas, max: Math.max(1, any.replicas) },
      concurrent: any.concurrent,
      clients: any.clients.map((limits, index) => workload(`client-${index}`, limits)),
      weights: any.vault ? onAws.weights : onCluster.weights,
    } satisfies KeepSpec;
  });
