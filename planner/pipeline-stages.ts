import type { Model } from "../catalog/models.ts";

/**
 * Layers on the largest of some pipeline stages: each has its equal share, and some have one of those that are left over.
 * Source: `get_pp_indices` in vLLM `distributed/utils.py`.
 */
export const layersOfLargestStage = ({ layers }: Pick<Model, "layers">, stages: number): number => Math.ceil(layers / stages);

/** Bytes of one value of the embedding and of the output head, which quantised checkpoints leave in 16 bits. */
const endBytesPerValue = 2;

/**
 * Share of the checkpoint that the largest stage holds: its layers', and one of the two matrices at the ends, the embedding of the first
 * stage or the output head of the last, whole. That is reckoned for every stage, so a little more than any of them has.
 * @returns null where the catalog does not know the model's sizes
 */
export function shareOfLargestStage(
  model: Pick<Model, "layers" | "hiddenSize" | "vocabularySize" | "checkpointBytes">,
  stages: number,
): number | null {
  if (stages === 1) return 1;
  const { layers, hiddenSize, vocabularySize, checkpointBytes } = model;
  if (hiddenSize === null || checkpointBytes === null) return null;
  return layersOfLargestStage(model, stages) / layers + (vocabularySize * hiddenSize * endBytesPerValue) / checkpointBytes;
}
