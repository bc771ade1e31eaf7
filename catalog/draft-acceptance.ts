import type { Sourced } from "./sourced.ts";

/** How tokens are drafted: by layers of the checkpoint that predict one token each (MTP), or by a module that drafts a block (DSpark). */
export type DraftMethod = "mtp" | "dspark";

/** One published measurement of how many tokens speculative decoding yields per step. */
export interface MeasuredAcceptance extends Sourced {
  method: DraftMethod;
  model: string;
  /** Tokens drafted in a step (`num_speculative_tokens`). */
  drafted: number;
  /** Tokens per step, including the model's own: vLLM logs it as `Mean acceptance length`. */
  tokensPerStep: number;
}

const report = "DeepSeek-V3 Technical Report (arXiv:2412.19437), evaluation of MTP";
const golden = "SemiAnalysisAI/InferenceX golden_al_distribution";

/**
 * Measurements on real text. Excluded are logs of random tokens, and of servers whose acceptance collapsed because of a bug (1.3 to 1.5
 * tokens a step: vllm-project/vllm issue 51009, and a comment of 2026-08-01 on pull request 41834).
 */
export const measuredAcceptance: readonly MeasuredAcceptance[] = [
  { method: "mtp", model: "DeepSeek-V3", drafted: 1, tokensPerStep: 1.85, source: `${report}: 85 to 90% accepted`, date: "2024-12" },
  { method: "mtp", model: "DeepSeek-V3", drafted: 1, tokensPerStep: 1.9, source: `${report}: 85 to 90% accepted`, date: "2024-12" },
  {
    method: "mtp",
    model: "DeepSeek-R1",
    drafted: 1,
    tokensPerStep: 1.81,
    source: "vllm-project/vllm pull request 12755: 81 to 82.3%",
    date: "2025-02",
  },
  {
    method: "mtp",
    model: "DeepSeek-V3",
    drafted: 1,
    tokensPerStep: 1.9,
    source: "sgl-project/sglang pull request 3582",
    date: "2025-02-14",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Flash-DSpark",
    drafted: 5,
    tokensPerStep: 2.84,
    source: "brandonmmusic-max/deepspark README, 4x RTX PRO 6000",
    date: "2026-07",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Flash-0731",
    drafted: 5,
    tokensPerStep: 2.74,
    source: "vllm-project/vllm pull request 41834, comment of 2026-08-01: prose",
    date: "2026-08-01",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Flash-0731",
    drafted: 7,
    tokensPerStep: 2.91,
    source: "vllm-project/vllm-ascend issue 13640, log of 2026-08-05",
    date: "2026-08-05",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4.1-Flash",
    drafted: 5,
    tokensPerStep: 2.82,
    source: "vllm-project/vllm issue 56797: GSM8K",
    date: "2026-09-14",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Pro-DSpark",
    drafted: 7,
    tokensPerStep: 3.86,
    source: `${golden}/dsv4_dspark_probabilistic.yaml: SPEED-Bench, code, thinking`,
    date: "2026-08",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Pro-DSpark",
    drafted: 7,
    tokensPerStep: 4.94,
    source: `${golden}/dsv4_dspark_probabilistic.yaml: SPEED-Bench, code, not thinking`,
    date: "2026-08",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Pro-0813",
    drafted: 7,
    tokensPerStep: 3.73,
    source: `${golden}/dsv4_0813_dspark_probabilistic.yaml: SPEED-Bench, thinking`,
    date: "2026-08-17",
  },
  {
    method: "dspark",
    model: "DeepSeek-V4-Pro-0813",
    drafted: 7,
    tokensPerStep: 5.24,
    source: `${golden}/dsv4_0813_dspark_probabilistic.yaml: SPEED-Bench, not thinking`,
    date: "2026-08-17",
  },
];

/** One published measurement of how much faster one request is with speculative decoding than without, on the same server. */
export interface MeasuredSpeedUp extends Sourced {
  method: DraftMethod;
  drafted: number;
  /** Repository whose shape was served, the GPU by its name in the catalog, and how many of them the model is split over. */
  repository: string;
  gpu: string;
  tensorParallel: number;
  concurrent: number;
  /** Input and output tokens of each request; for ShareGPT its typical lengths. */
  inputTokens: number;
  outputTokens: number;
  times: number;
}

const sglang = { repository: "deepseek-ai/DeepSeek-V4-Flash-DSpark", gpu: "B200", tensorParallel: 8, inputTokens: 256, outputTokens: 256 };

/**
 * Speed-ups whose server and load are stated. A full batch gains least: on one B300 with 200 concurrent requests DSpark halved the speed
 * (vllm issue 49369, open).
 */
export const measuredSpeedUps: readonly MeasuredSpeedUp[] = [
  {
    method: "mtp",
    drafted: 1,
    repository: "deepseek-ai/DeepSeek-V3.2",
    gpu: "B300",
    tensorParallel: 8,
    concurrent: 1,
    inputTokens: 1024,
    outputTokens: 1024,
    times: 234 / 125,
    source: "vLLM blog of 2026-05-11, 8x B300 TP8: 125 tokens/s, 234 with MTP; lengths not stated",
    date: "2026-05-11",
  },
  {
    ...sglang,
    method: "dspark",
    drafted: 5,
    concurrent: 1,
    times: 1.84,
    source: "sgl-project/sglang pull request 29538, ShareGPT",
    date: "2026-06-28",
  },
  {
    ...sglang,
    method: "dspark",
    drafted: 5,
    concurrent: 32,
    times: 1.35,
    source: "sgl-project/sglang pull request 29538, ShareGPT",
    date: "2026-06-28",
  },
];
