import type { ModelShape } from "../model/shape.ts";
import { between, exactly, type Range } from "../range.ts";
import { gib } from "../units.ts";
import { defaultsOf } from "../vllm/defaults-by-release.ts";
import { since } from "../vllm/release.ts";
import type { Settings } from "../vllm/settings.ts";

/** Batch sizes that are captured up to a largest: 1, 2, 4, each 8th below 256 and each 16th from there. Source: `_set_cudagraph_sizes`, vLLM 0.12 to 0.33. */
export function capturedSizes(largest: number): number {
  const small = [1, 2, 4].filter((size) => size <= largest).length;
  const eighths = Math.floor(Math.min(largest, 255) / 8);
  const sixteenths = largest < 256 ? 0 : Math.floor((largest - 256) / 16) + 1;
  return small + eighths + sixteenths;
}

/** GiB that one captured graph takes of a driver: least, usual and most. Divided out of estimates in logs by the graphs that they are of. */
const perGraph = {
  /**
   * 0.25 MiB (Llama 3.1 8B, 0.31, 1.7 thousand graphs, 0.44 GiB), 0.36 (Qwen2.5 7B, 0.22, 1034, 0.37 GiB) and 0.25 (Qwen3 0.6B, 0.18,
   * 326, 0.08 GiB); but 1.25 with an older driver (Qwen3 8B, 0.19, 1922, 2.35 GiB).
   */
  dense: { least: 0.15, usual: 0.32, most: 1.35 },
  /** 0.5 MiB (V4-Flash, case 31, 1.13 GiB) to 1.27 (GLM-5.2 with expert parallelism, log of 2026-08-20, 4.99 GiB). */
  experts: { least: 0.15, usual: 0.6, most: 1.35 },
};

/** What the first capture of a kind takes for the activations of its largest batch, in GiB: 0.06 of a single batch size (case 11). */
const firstCapture = 0.03;

const MiB = 1 / 1024;

/**
 * What vLLM takes off the pool for CUDA graphs, in bytes: nothing before 0.20, nor with the second runner before 0.29, which leave them to
 * the unused share of the GPU. A piecewise graph is cut at each layer's attention, so each batch size has one more graph than layers; batches
 * of one token for each request have a full graph as well.
 * Sources: `profile_cudagraph_memory`, vLLM 0.33.0 `gpu_model_runner.py` and `gpu/cudagraph_utils.py`; it returns 0 in `gpu/model_runner.py` of
 * 0.22 to 0.28; `VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS` is on since 0.20.
 */
export function cudaGraphs({ layers }: ModelShape, { eager, release, runner, largestGraph, maxNumSeqs }: Settings): Range {
  if (eager || !defaultsOf(release).graphsCounted || (runner === "v2" && !since(release, 29))) return exactly(0);
  const graphs = capturedSizes(largestGraph) * (layers.length + 1) + capturedSizes(Math.min(largestGraph, maxNumSeqs));
  const { least, usual, most } = layers.some(({ experts }) => experts) ? perGraph.experts : perGraph.dense;
  const of = (each: number) => gib(firstCapture + graphs * each * MiB);
  return between(of(least), of(usual), of(most), "what a captured graph takes differs between drivers by a factor of five");
}
