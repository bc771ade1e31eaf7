import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findModelConfig } from "../../../catalog/model-configs.ts";
import type { Comparison } from "../../../planner/check/compare.ts";
import type { FoundShape } from "../../../planner/check/find-shape.ts";
import { fileBytes } from "../../../planner/memory/rank-weights.ts";
import { resolveSettings } from "../../../planner/vllm/settings.ts";

/** One start-up in the words that the scripts beside this file read. */
export interface Asked {
  id: string;
  [field: string]: unknown;
}

/** What another planner says of one start-up; what it cannot plan, it says why. */
export interface Answer {
  id: string;
  /** Pool on one GPU, in GiB. */
  poolGiB?: number;
  /** Tokens in the pool that was logged. */
  tokensOfPool?: number;
  error?: string;
}

/** A planner of others, and the script that asks it. */
export const planners = [
  { name: "llm-d", script: "llm_d_planner.py" },
  { name: "aiconf.", script: "aiconfigurator_memory.py" },
] as const;

/** Memory that is asked with where a record does not tell it: only the arithmetic of its cache is compared then. */
const anyGpuGiB = 80;

/** A start-up with the same inputs for every planner: sizes of weights for one that would look them up, limits of batches as vLLM resolves them. */
export function asked({ start: { id, gpuGiB, gpuName, settings, observed } }: Comparison, found: FoundShape): Asked {
  const memoryGiB = gpuGiB ?? anyGpuGiB;
  const resolved = resolveSettings(settings, found.shape, { memoryGiB, name: gpuName });
  return {
    id,
    model: found.repository,
    config: findModelConfig(found.repository)?.config,
    weightsGiB: fileBytes(found.shape) / 1024 ** 3,
    gpu: gpuName,
    gpuGiB: memoryGiB,
    utilization: resolved.utilization,
    tp: resolved.tensorParallel,
    pp: resolved.pipelineParallel,
    dp: resolved.dataParallel,
    expertParallel: resolved.expertParallel,
    kvCacheDtype: resolved.kvCacheDtype,
    maxModelLen: resolved.maxModelLen,
    maxNumSeqs: resolved.maxNumSeqs,
    maxNumBatchedTokens: resolved.maxNumBatchedTokens,
    kvGiB: observed.kvGiB,
  };
}

/**
 * Asks another planner of every start-up, by its own code.
 * @throws Error where the script fails as a whole, or leaves a start-up out
 */
export function answers(python: string, script: string, cases: Asked[]): Map<string, Answer> {
  const said = execFileSync(python, [join(import.meta.dirname, script)], {
    input: cases.map((each) => JSON.stringify(each)).join("\n"),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "ignore"],
  });
  const found = said
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
  const answered = new Map(found.map((answer) => [answer.id, answer]));
  const lost = cases.filter(({ id }) => !answered.has(id));
  if (lost.length > 0) throw new Error(`${script} said nothing of case ${lost.map(({ id }) => id).join(", ")}`);
  return answered;
}
