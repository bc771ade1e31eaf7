import { describe, expect, it, test } from "vitest";
import { kvPoolGiB } from "../../planner/kv-pool.ts";
import { caseOf, deviation, idsWith, numberOf } from "./vllm-cases.ts";

const columns = ["gpu_total_gib", "gpu_memory_utilization", "weights_gib", "activation_gib", "non_torch_gib", "kv_gib"];

/** Cases whose document contradicts itself: it states one utilisation, and its numbers add up at another. */
const excluded: Record<number, string> = { 2: "the document says 0.9, its split adds up at 0.95" };

/** Graphs are part of the budget since vLLM 0.21; of these logs only case 11 is of such a release. */
const withGraphs = [11];

describe("memory left for the KV cache", () => {
  const used = idsWith(...columns).filter((id) => !(id in excluded));

  it("has cases to be held against", () => expect(used.length).toBeGreaterThanOrEqual(18));

  test.each(used)("case %i: as logged, to 10%", (id) => {
    const entry = caseOf(id);
    const graphs = withGraphs.includes(id) ? numberOf(entry, "cudagraph_gib") : 0;
    const predicted = kvPoolGiB({
      usableGiB: numberOf(entry, "gpu_total_gib"),
      utilization: numberOf(entry, "gpu_memory_utilization"),
      weightsGiB: numberOf(entry, "weights_gib"),
      overheadGiB: numberOf(entry, "activation_gib") + numberOf(entry, "non_torch_gib") + graphs,
    });
    expect(deviation(predicted, numberOf(entry, "kv_gib"))).toBeLessThan(0.1);
  });

  it("is nothing, rather than less, where the weights take all", () => {
    expect(kvPoolGiB({ usableGiB: 22, utilization: 0.9, weightsGiB: 40, overheadGiB: 2 })).toBe(0);
  });
});
