import type { AskedSettings } from "../vllm/settings.ts";
import type { Refusal } from "./log/refusal.ts";

/** Inputs that may be missing for a prediction, as named in the report. */
export type Input =
  | "model"
  | "GPU memory"
  | "utilization"
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
  | "quantization";

/** Values printed in a start-up log; null if not printed. Memory in GiB. */
export interface Observed {
  kvGiB: number | null;
  tokens: number | null;
  concurrency: number | null;
  /** Memory for one request of the longest length, which an engine prints when it fails to start, and that length in tokens. */
  needed: { gib: number; tokens: number } | null;
  weightsGiB: number | null;
  activationGiB: number | null;
  nonTorchGiB: number | null;
  graphsGiB: number | null;
}

/** One start of vLLM from a log or a row of a table. */
export interface StartUpCase {
  id: string;
  /** Names of the model. */
  names: string[];
  /** `--quantization`, or what the engine reports; empty if not stated, `none` if stated to be none. */
  quantization: string;
  gpuName: string;
  /** Memory of one GPU that vLLM saw, in GiB; null if not printed. */
  gpuGiB: number | null;
  /** Text that states the release. */
  release: string;
  settings: AskedSettings;
  /** Inputs that the record does not contain. */
  missing: Input[];
  /** Assumptions in place of missing inputs. */
  assumed: string[];
  observed: Observed;
  /** Why the engine failed to start; null if it started, or the record does not state it. */
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
