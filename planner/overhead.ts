import type { Model } from "../catalog/models.ts";
import { GiB } from "./gib.ts";

/**
 * Bytes that sampling takes at its peak for each logit: the float32 copies, sorted values and indices of top-k and top-p.
 * Derived: vLLM start-up logs give 38.4 to 38.9 for three vocabularies at 1024 sequences (cases 1, 4, 5, 7) and two at 256 (16, 22, 41).
 */
const samplerBytesPerLogit = 38.7;

/** Least activation memory seen with a usual batch, in GiB (cases 11, 17, 41); sampling exceeds it for most vocabularies. */
const leastActivationGiB = 1.1;

/** CUDA graphs, in GiB: the upper end of what logs of dense models show (0.4 to 1.1); vLLM subtracts its estimate since 0.21. */
const cudaGraphGiB = 1.1;

/** A mixture of experts above this size spans several GPUs in any layout, and its communication buffers grow with them. */
const largeCheckpointBytes = 100e9;

/** Memory beside weights and KV cache on one GPU, in GiB. */
export interface Overhead {
  activationGiB: number;
  /** NCCL, cuBLAS and the CUDA context. */
  nonTorchGiB: number;
  cudaGraphGiB: number;
}

/** What the engine takes on one GPU beside weights and KV cache. Derived from published vLLM start-up logs; `tests/planner` holds it against them. */
export function overhead(
  model: Pick<Model, "vocabularySize" | "architecture" | "checkpointBytes">,
  tensorParallel: number,
  maxNumSeqs: number,
): Overhead {
  const samplerGiB = (maxNumSeqs * model.vocabularySize * samplerBytesPerLogit) / GiB;
  return { activationGiB: Math.max(samplerGiB, leastActivationGiB), nonTorchGiB: nonTorchGiB(model, tensorParallel), cudaGraphGiB };
}

/** Logs: 0.14 on one GPU, up to 0.63 on two to four, 2.1 on eight (taken for more, too); V4-Flash 4.03 on four (case 31) and R1 7.16 on eight (case 13). */
function nonTorchGiB({ architecture, checkpointBytes }: Pick<Model, "architecture" | "checkpointBytes">, tensorParallel: number): number {
  if (architecture === "moe" && (checkpointBytes ?? 0) > largeCheckpointBytes) return 0.95 * tensorParallel;
  if (tensorParallel === 1) return 0.14;
  return tensorParallel <= 4 ? 0.63 : 2.1;
}
