import type { Model } from "../catalog/models.ts";
import { GiB } from "./gib.ts";
import { shareOfLargestStage } from "./pipeline-stages.ts";

/**
 * Memory of the weights on one GPU, in GiB; null where the size of the checkpoint is not known. With several pipeline stages, on a GPU of
 * the largest one.
 * FP8 and FP4 weights take what their files take, so the checkpoint is the measure for every format.
 *
 * Over an even split, ranks hold what tensor parallelism replicates: norms and buffers in a dense model (about 2%, KAITO),
 * the latent projections besides where attention is latent (+4.6% for R1 on eight GPUs).
 */
export function weightsGiB(
  model: Pick<Model, "checkpointBytes" | "kvCache" | "layers" | "hiddenSize" | "vocabularySize">,
  tensorParallel: number,
  stages = 1,
): number | null {
  const { checkpointBytes, kvCache } = model;
  const share = shareOfLargestStage(model, stages);
  if (checkpointBytes === null || share === null) return null;
  const replicated = kvCache.kind === "gqa" ? 1.02 : 1.05;
  return ((checkpointBytes * share) / tensorParallel / GiB) * replicated;
}
