import { usableGiB } from "../../catalog/gpus.ts";
import { checkpointOf } from "../fit-model.ts";
import { GiB } from "../gib.ts";
import type { ChoiceAsk, ReplicaGpus } from "./choice-ask.ts";

const gib = (value: number) => `${value.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} GiB`;

/** Beginning of such a reason. */
export const weightsAre = "the weights are";

/**
 * Why an instance type cannot hold a model regardless of the request: its weight files are larger than the memory of all its GPUs, as vLLM
 * sees it. Undefined if they are not, or the size of the weights is not known.
 */
export function weightsTooLarge(model: ChoiceAsk["model"], { gpu, gpuCount }: ReplicaGpus): string | undefined {
  const weights = checkpointOf(model) / GiB;
  const memory = gpuCount * usableGiB(gpu);
  if (weights <= memory) return undefined;
  const gpus = gpuCount === 1 ? `its one ${gpu} has` : `its ${gpuCount} ${gpu} have`;
  return `${weightsAre} ${gib(weights)}, and ${gpus} ${gib(memory)}`;
}
