import { findModel } from "../../../catalog/models.ts";
import { refusedOnCpu } from "../../../catalog/vllm-cpu.ts";
import { GiB } from "../../../planner/gib.ts";
import { servedContext } from "../context.ts";
import { type CpuCache, cpuCache } from "../cpu-cache.ts";
import { problemAt } from "../problem.ts";
import type { ModelCheck } from "./check.ts";

/** Without a GPU the model is in the node's memory: weights and the KV cache of the requested context must fit there. */
export const cpuMemoryCheck: ModelCheck = (keep, paths) => {
  const { target, capacity } = keep;
  const model = findModel(keep.model.name);
  const contextTokens = servedContext(keep);
  if (target.kind !== "existing" || !model || contextTokens > model.maxContextTokens) return [];
  const at = (message: string) => [
    problemAt(`${paths.placement.node}.memoryGiB`, target.node.memoryGiB, `is too small for ${model.name} on CPUs: ${message}`),
  ];
  const refused = target.accelerator === "none" ? refusedOnCpu(model.kvCache.kind) : undefined;
  if (refused)
    return [
      problemAt(
        `${paths.model}.name`,
        model.name,
        `is not served without a GPU: vLLM ${refused.release} ended with "${refused.ended}"; accepted: target.accelerator nvidia, or a model without DeepSeek's sparse attention`,
      ),
    ];
  let cache: CpuCache | undefined;
  try {
    cache = cpuCache(keep);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { checkpointBytes } = model;
    const weights = checkpointBytes === null ? "of unknown size" : `${(checkpointBytes / GiB).toFixed(1)} GiB`;
    return at(`its weights are ${weights}; accepted: more memory or a smaller model`);
  }
  if (cache?.neededGiB === undefined || cache.neededGiB <= cache.poolGiB) return [];
  const { concurrent } = capacity;
  return at(
    `the KV cache of ${concurrent === 1 ? "a request" : `${concurrent} requests`} of ${contextTokens} tokens takes ${cache.neededGiB.toFixed(1)} GiB, and ${cache.poolGiB.toFixed(1)} GiB are left; accepted: more memory or less context`,
  );
};
