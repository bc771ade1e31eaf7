import type { Sourced } from "./sourced.ts";

/** One published measurement of a whole vLLM server. */
export interface MeasuredThroughput extends Sourced {
  /** Repository whose shape was served. */
  repository: string;
  gpu: { name: string; bandwidthGBs: number; denseTflops16: number };
  tensorParallel: number;
  /** Data-parallel attention ranks, with expert parallelism over all ranks; 1 if omitted. */
  dataParallel?: number;
  /** Concurrent requests, and input and output tokens of each. */
  concurrent: number;
  inputTokens: number;
  outputTokens: number;
  /** Output tokens per second of the server. */
  outputTokensPerSecond: number;
}

/** Measurements that state layout, load and result; disaggregated prefill is excluded. */
export const measuredThroughput: readonly MeasuredThroughput[] = [
  {
    repository: "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    gpu: { name: "H20 96GB", bandwidthGBs: 4000, denseTflops16: 148 },
    tensorParallel: 2,
    concurrent: 1,
    inputTokens: 128,
    outputTokens: 512,
    outputTokensPerSecond: 47.5,
    source: "public log of the V0 engine, 2 GPUs of 96 GB, one request; lengths not stated, card concluded from its memory",
    date: "2025-03",
  },
  {
    repository: "deepseek-ai/DeepSeek-V3.2",
    gpu: { name: "B300", bandwidthGBs: 8000, denseTflops16: 2250 },
    tensorParallel: 8,
    concurrent: 1,
    inputTokens: 1024,
    outputTokens: 1024,
    outputTokensPerSecond: 125,
    source: "vLLM blog of 2026-05-11, 8x B300 TP8 without speculation; lengths not stated",
    date: "2026-05-11",
  },
  {
    repository: "deepseek-ai/DeepSeek-R1",
    gpu: { name: "H200 NVL", bandwidthGBs: 4800, denseTflops16: 835 },
    tensorParallel: 8,
    concurrent: 32,
    inputTokens: 550,
    outputTokens: 150,
    outputTokensPerSecond: 1000,
    source: 'deepseek-ai/DeepSeek-R1 issue 507, 8x H200 NVL TP8, early 2025, "up to about"',
    date: "2025-03",
  },
];

/**
 * Data-parallel attention with expert parallelism. The only vLLM measurement found that states all lengths and does not disaggregate
 * prefill is of four nodes, with InfiniBand kernels that a keep does not run; none of one node was found.
 */
export const measuredDataParallel: readonly MeasuredThroughput[] = [
  {
    repository: "deepseek-ai/DeepSeek-V3",
    gpu: { name: "H200", bandwidthGBs: 4800, denseTflops16: 989 },
    tensorParallel: 1,
    dataParallel: 32,
    concurrent: 16_384,
    inputTokens: 1,
    outputTokens: 512,
    outputTokensPerSecond: 76_384,
    source:
      "vllm-project/vllm pull request 29284: 2387 tokens/s for each of 32 H200, 512 requests a rank, 1 token in and 512 out; DeepEP, DeepGEMM",
    date: "2025-11-23",
  },
];

/** Two layouts of one model on the same GPUs under the same test: their difference is more meaningful than either number. */
export interface ComparedLayouts extends Sourced {
  repository: string;
  gpu: MeasuredThroughput["gpu"];
  concurrent: number;
  /** Mean lengths, in tokens. */
  inputTokens: number;
  outputTokens: number;
  /** Output tokens per second of the server with tensor parallelism over all GPUs, and with data parallel attention. */
  tensorParallel: { ranks: number; outputTokensPerSecond: number };
  dataParallel: { ranks: number; outputTokensPerSecond: number };
}

/** Bursts of simultaneous requests: their tails keep both numbers well below those of a steady load. */
export const comparedLayouts: readonly ComparedLayouts[] = [
  {
    repository: "deepseek-ai/DeepSeek-V3.2",
    gpu: { name: "H200", bandwidthGBs: 4800, denseTflops16: 989 },
    concurrent: 1000,
    inputTokens: 219,
    outputTokens: 197,
    tensorParallel: { ranks: 8, outputTokensPerSecond: 2702.26 },
    dataParallel: { ranks: 8, outputTokensPerSecond: 3003.9 },
    source: "gpustack/gpustack docs/performance-lab/deepseek-v3.2/h200.md: vLLM 0.13.0, 8x H200, 1000 requests of ShareGPT at once",
    date: "2025-12-26",
  },
];
