import type { AskedSettings } from "../vllm/settings.ts";
import type { Refusal } from "./log/refusal.ts";

/** Names of inputs that a prediction may lack, in the words of the report. */
export type Input =
  | "model"
  | "GPU memory"
  | "utilisation"
  | "parallel layout"
  | "vLLM release"
  | "KV dtype"
  | "max model length"
  | "flags"
  | "max batched tokens"
  | "draft model"
  | "NVIDIA GPU"
  | "unmodified vLLM"
  | "released vLLM"
  | "quantisation";

/** What a start-up log printed; null where it did not. Memory in GiB. */
export interface Observed {
  kvGiB: number | null;
  tokens: number | null;
  concurrency: number | null;
  /** What one request of the longest length needs, which an engine prints that refuses to start, and that length in tokens. */
  needed: { gib: number; tokens: number } | null;
  weightsGiB: number | null;
  activationGiB: number | null;
  nonTorchGiB: number | null;
  graphsGiB: number | null;
}

/** One start of vLLM, as a log or a row of a table tells of it. */
export interface StartUpCase {
  id: string;
  /** Names that the model goes by. */
  names: string[];
  /** `--quantization`, or what the engine says of it; empty where nothing is said, `none` where it says that there is none. */
  quantization: string;
  gpuName: string;
  /** Memory of one GPU that vLLM saw, in GiB; null where it was not printed. */
  gpuGiB: number | null;
  /** Text that names the release. */
  release: string;
  settings: AskedSettings;
  /** Inputs that the record does not hold. */
  missing: Input[];
  /** What was filled in for want of a record. */
  assumed: string[];
  observed: Observed;
  /** Why the engine refused to start; null where it did not, or nothing tells of it. */
  refusal: Refusal | null;
}

/** Nothing observed. */
export const unobserved: Observed = {
  kvGiB: null,
  tokens: null,
  concurrency: null,
  needed: null,
  weightsGiB: null,
  activationGiB: null,
  nonTorchGiB: null,
  graphsGiB: null,
};
