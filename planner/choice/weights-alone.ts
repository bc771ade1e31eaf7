import { usableGiB } from "../../catalog/gpus.ts";
import { checkpointOf } from "../fit-model.ts";
import { GiB } from "../gib.ts";
import type { ChoiceAsk, ReplicaGpus } from "./choice-ask.ts";

const gib = (value: number) => `${value.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} GiB`;

/** How such a reason begins. */
export const weightsAloneAre = "the weights alone are";

/**
 * Why an instance type cannot hold a model, whatever else is asked: its weight files are larger than the memory of all its GPUs, as vLLM
 * sees it. Undefined where they are not, or where the size of the weights is not known.
 */
export function weightsAlone(model: ChoiceAsk["model"], { gpu, gpuCount }: ReplicaGpus): string | undefined {
  const weights = checkpointOf(model) / GiB;
  const memory = gpuCount * usableGiB(gpu);
  if (weights <= memory) return undefined;
  const gpus = gpuCount === 1 ? `its one ${gpu} has` : `its ${gpuCount} ${gpu} have`;
  return `${weightsAloneAre} ${gib(weights)}, and ${gpus} ${gib(memory)}`;
}
