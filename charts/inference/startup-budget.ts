import type { KeepSpec } from "../keep-spec.ts";
import { checkpointBytes } from "./checkpoint.ts";

/**
 * Slowest sources of weights that a start is still waited for, in bytes per second.
 * - local NVMe: 0.5 GB/s of memory-mapped reads in one process; 8.7 GiB/s was published for a streaming loader (KAITO proposal 20260722)
 * - a volume: 125 MB/s, the baseline of a gp3 volume without paid throughput; shared file systems do better
 */
const slowestRead = { nvme: 500e6, volume: 125e6 } as const;

/**
 * Seconds from loaded weights to the first answer. 18 to 54 s were published for small models, 4 minutes for GLM-5.2 on four GPUs; the
 * recipe of V4.1 allows an hour, kernels compiled on the spot included.
 */
const engineSeconds = { nvidia: { base: 300, perGiB: 2 }, none: { base: 300, perGiB: 10 } } as const;

/** On top of the parts: nothing above was measured on the cluster at hand. */
const marginShare = 0.5;

const GiB = 1024 ** 3;

/** Seconds that a start may take, by part. */
export interface StartupBudget {
  /** Weights from disk into memory of the GPUs. */
  loadSeconds: number;
  /** Profiling, compilation and CUDA graphs. */
  engineSeconds: number;
  marginSeconds: number;
  totalSeconds: number;
}

/**
 * How long the model server may take from its start until it answers, in seconds; the startup probe gives up after it, and the engine
 * itself too (`VLLM_ENGINE_READY_TIMEOUT_S`, 600 by default, which large models exceed). An upper bound, not an estimate.
 */
export function startupBudget(spec: KeepSpec): StartupBudget {
  // Each node of a replica reads the whole checkpoint, at worst: vLLM skips tensors of other ranks, but reads the files.
  const bytes = checkpointBytes(spec);
  const loadSeconds = Math.ceil(bytes / (spec.hardware.localNvme ? slowestRead.nvme : slowestRead.volume));
  const { base, perGiB } = engineSeconds[spec.hardware.accelerator];
  const engine = Math.ceil(base + (perGiB * bytes) / GiB);
  const marginSeconds = Math.ceil((loadSeconds + engine) * marginShare);
  return { loadSeconds, engineSeconds: engine, marginSeconds, totalSeconds: loadSeconds + engine + marginSeconds };
}
