import type { ModelShape } from "../model/shape.ts";
import { between, type Range } from "../range.ts";
import { gib } from "../units.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { type Release, since } from "../vllm/release.ts";
import type { Settings } from "../vllm/settings.ts";

/** GPUs of workstations and of servers without NVLink: ranks talk over PCIe. */
const pcie = /rtx|geforce|pcie|\bl40|\bl20\b|\bl4\b|\ba10|\ba40\b|\bt4\b|a6000|[345]090/i;
/** Hopper on boards with NVSwitch, where NCCL keeps buffers for reductions inside of the switch. */
const nvSwitch = /\bh(?:100|200|800|20)\b/i;

const range = (low: number, mid: number, high: number, why: string): Range => between(gib(low), gib(mid), gib(high), why);

/**
 * vLLM's non-torch memory, in bytes: what a rank holds besides PyTorch's own allocations once vLLM has taken its first measure of the GPU.
 * CUDA's context is in that first measure, so what is left are modules of kernels, the stacks of kernels, and buffers of NCCL and of
 * collective kernels. What the parts take follows from drivers and from libraries of NVIDIA, so all numbers are derived from logs.
 * Source: `memory_profiling`, vLLM 0.33.0 `utils/mem_utils.py`.
 */
export function nonTorchMemory(shape: ModelShape, gpuName: string, settings: Settings): Range {
  const { tensorParallel, dataParallel, expertParallel, megaExperts } = settings;
  const ranks = tensorParallel * (expertParallel ? dataParallel : 1);
  if (ranks === 1) return singleRank(settings);
  const usual = among(ranks, shape, gpuName, settings);
  return megaExperts ? added(usual, symmetricBuffers) : usual;
}

/**
 * Symmetric buffers of DeepGEMM's kernel for experts of all ranks. Derived: what eight B200 with V4-Flash have less of a pool than all else
 * explains is 5 and 3.7 GiB (case 32 and vllm-project/vllm issue 51454, 8192 tokens in a step).
 */
const symmetricBuffers = range(2, 4.5, 8, "symmetric buffers of one kernel for experts of all ranks");

const added = (a: Range, b: Range): Range => between(a.low + b.low, a.mid + b.mid, a.high + b.high, `${a.why}; ${b.why}`);

/** Releases that took no first measure of the GPU. */
const beforeFirstMeasure = ({ major, minor, patch }: Release) => major === 0 && (minor < 6 || (minor === 6 && patch < 5));

/**
 * One rank: 0.03 to 0.14 GiB in V1 (cases 1, 4, 5, 8, 29; Qwen2-7B on an A100 with 0.10); with the second runner 0.06 to 0.23 (Qwen2.5-7B with 0.26,
 * Llama 3.1 8B with 0.31, log of 2026-08-06); since 0.18 the first runner leaves something of the graphs that it captures for
 * its estimate: 0.15 (Qwen2.5-7B with 0.22), 0.27 (llm-d-planner 0.3.3, `vllm_memory_constants.json`, with 0.19) and 0.37 (Qwen3-8B with 0.19). V0 had
 * 0.05 to 0.1. Up to 0.6.4 all that was in use of the GPU counted, CUDA's context with it: 0.35 on an RTX 3090, 1.79 in case 17 (`determine_num_available_blocks`
 * of 0.6.4 and, with a first measure, of 0.6.5).
 */
function singleRank({ release, runner, eager }: Settings): Range {
  const why = "modules of kernels differ between builds and drivers";
  if (release.generation === "v0")
    return beforeFirstMeasure(release) ? range(0.25, 0.4, 1.9, `CUDA's context counts, and ${why}`) : range(0.04, 0.1, 0.25, why);
  if (runner === "v2") return range(0.04, 0.13, 0.3, why);
  return since(release, 18) && !eager
    ? range(0.05, 0.25, 0.5, "the driver keeps some of the graphs that are captured for an estimate")
    : range(0.02, 0.1, 0.25, why);
}

/**
 * Several ranks. Before 0.11 the first measure came before NCCL was set up, and all its buffers counted; since then only what NCCL and
 * the kernels that fuse reductions allocate later (`init_device` of 0.10.1 and 0.11, `gpu_worker.py`).
 * - over PCIe: 0.25 (case 14) and 0.15 to 0.19 (Qwen2-7B on two A100 without peer access, 0.10) with NCCL, 0.21 on four (case 16), 0.05 without
 * - over NVLink with NCCL: 0.74 on two (case 41), 2.1 on eight (case 25), 2.53 (R1 on 16, 0.7.2)
 * - over NVLink without: 0.54 on two H100 (case 7) and 1.38 on two H200 (Qwen3-Next) with 0.11; 2.1 on H100 with 0.19 (llm-d-planner 0.3.3);
 *   0.63 on four GH200 (case 11), 0.95 on four GB200 (log of 2026-08-20)
 * - mixtures of experts in blocks of 8 bits with latents: 4.03 on four (case 31), 4.0 on eight, 7.16 on eight with V0 (case 13)
 */
function among(ranks: number, { attention, formats, layers }: ModelShape, gpuName: string, { release, peerAccess }: Settings): Range {
  const why = "buffers of NCCL and of collective kernels differ between topologies and builds";
  const { ncclCounted } = defaultsOf(release);
  const overPcie = peerAccess === false || (peerAccess === undefined && pcie.test(gpuName) && !/a100/i.test(gpuName));
  if (overPcie) return ncclCounted ? range(0.1, 0.2, 0.6, why) : range(0.03, 0.12, 0.8, why);
  const deepGemm = attention.kind !== "heads" && formats.linear === "fp8-block" && layers.some(({ experts }) => experts);
  if (deepGemm)
    return release.generation === "v0"
      ? range(0.3 * ranks, 0.9 * ranks, 1.3 * ranks, why)
      : range(Math.min(0.3 * ranks, 1), Math.min(0.95 * ranks, 4), Math.max(4.5, 0.95 * ranks), `kernels for blocks of 8 bits, and ${why}`);
  if (ncclCounted) {
    if (ranks > 4) return range(0.6, 2.1, 2.6, why);
    // An A100 has NVLink or PCIe, which its name does not tell.
    return /a100/i.test(gpuName) ? range(0.1, 0.4, 0.9, why) : range(0.25, ranks === 2 ? 0.6 : 0.7, 1.2, why);
  }
  if (since(release, 17)) return range(0.4, nvSwitch.test(gpuName) ? 1.9 : 0.9, 3, why);
  return range(0.25, ranks === 2 ? 0.55 : ranks > 4 ? 1.6 : 0.7, ranks > 4 ? 2.6 : 1.5, why);
}
