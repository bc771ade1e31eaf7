import type { z } from "zod";
import type { sourced } from "./sourced.ts";

type Sourced = { [Key in keyof typeof sourced]: z.infer<(typeof sourced)[Key]> };

/** One published measurement of a whole server of vLLM. */
export interface MeasuredThroughput extends Sourced {
  /** Repository whose shape was served. */
  repository: string;
  gpu: { name: string; bandwidthGBs: number; denseTflops16: number };
  tensorParallel: number;
  /** Requests at once, and tokens in and out of each. */
  concurrent: number;
  inputTokens: number;
  outputTokens: number;
  /** Output tokens per second of the server. */
  outputTokensPerSecond: number;
}

/** Measurements whose layout, load and result are all stated; prefill and decode on separate servers are left out. */
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
