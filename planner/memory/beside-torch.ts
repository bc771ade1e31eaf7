import { defaultsOf } from "../engine/defaults-by-release.ts";
import { since } from "../engine/release.ts";
import type { Settings } from "../engine/settings.ts";
import type { ModelShape } from "../model/shape.ts";
import { between, exactly, type Range } from "../range.ts";
import { gib } from "../units.ts";

/** GPUs that talk over PCIe, where vLLM keeps fewer buffers than over NVLink. */
const pcie = /rtx|geforce|\bl40|\bl4\b|\ba10|\ba40\b|\bt4\b|a6000|[345]090/i;

const range = (low: number, mid: number, high: number, why: string): Range => between(gib(low), gib(mid), gib(high), why);

/**
 * Memory of a GPU that PyTorch does not hold, in bytes: CUDA context, cuBLAS, NCCL and the buffers of collective kernels.
 * Derived from logs: 0.05 to 0.14 GiB on one GPU; 0.25 (PCIe) and 0.54 to 0.74 (NVLink) on two; 0.21 and 0.63 on four; 2.1 on eight; and for
 * DeepSeek's 8-bit mixtures of experts 4.03 on four and 7.16 on eight (cases 1, 5, 7, 11, 13, 14, 16, 20, 22, 23, 25, 31, 41). Later releases
 * keep more: 0.27 on one H100 and 2.1 on several with 0.19 (llm-d-planner 0.3.3, `vllm_memory_constants.json`); on four, 0.63 with 0.23
 * (case 11) and 0.95 with 0.26 (log of 2026-08-20).
 */
export function besideTorch({ attention, formats, layers }: ModelShape, gpuName: string, settings: Settings): Range {
  const { tensorParallel, dataParallel, expertParallel, release } = settings;
  const ranks = tensorParallel * (expertParallel ? dataParallel : 1);
  const recent = since(release, 16);
  if (ranks === 1) return range(0.05, recent ? 0.27 : 0.12, recent ? 0.35 : 0.2, "CUDA context and libraries differ between builds");
  const why = "buffers of NCCL and of collective kernels differ between topologies and builds";
  if (pcie.test(gpuName) && !/a100/i.test(gpuName)) return range(0.15, recent ? 0.4 : 0.23, 0.8, why);
  const deepGemm = attention.kind !== "heads" && formats.linear === "fp8-block" && layers.some(({ experts }) => experts);
  if (deepGemm) return range(0.3 * ranks, 0.95 * ranks, 1.3 * ranks, why);
  if (ranks > 4) return range(0.6, 2.1, 2.6, why);
  if (recent) return range(0.5, 1, 2.6, why);
  return ranks === 2 ? range(0.25, 0.6, 0.8, why) : range(0.4, 0.63, 1.2, why);
}

/** Batch sizes that vLLM captures up to its default largest of 512, each in a full and in a piecewise graph. */
const fullSet = 512;

/**
 * What vLLM takes off the pool for CUDA graphs, in bytes: nothing before 0.21, which left them to the unused share of the GPU.
 * Derived from logs: 0.06 GiB for one batch size, 0.4 to 0.7 for the full set (cases 1, 29, 50); of mixtures of experts 0.4 to 5, in the middle
 * 1.1 (cases 1, 2, 16, 31, log of 2026-08-20).
 */
export function cudaGraphs({ layers }: ModelShape, { eager, release, largestGraph }: Settings): Range {
  if (eager || !defaultsOf(release).graphsCounted) return exactly(0);
  const share = Math.min(1, largestGraph / fullSet);
  const experts = layers.some((layer) => layer.experts);
  return range(
    0.03 + 0.2 * share,
    0.06 + (experts ? 1.07 : 0.54) * share,
    0.1 + (experts ? 5 : 1.4) * share,
    "an estimate that vLLM makes by capturing two graphs of each kind",
  );
}
