import type { MemoryPlan, RankMemory } from "../memory/plan-memory.ts";
import type { StartUpCase } from "./start-up-case.ts";

/** Whether vLLM started, and whether the plan predicts it. */
export interface Verdict {
  vllm: "started" | "refused";
  plan: "starts" | "refuses";
  right: boolean;
  /** Whether the range of the plan covers both answers. */
  close: boolean;
  /** One sentence for display. */
  sentence: string;
}

/** Outcome of a start; null if the record does not state it, or another process used the GPU. */
function outcomeOf({ refusal, observed }: StartUpCase): Verdict["vllm"] | null {
  if (refusal) return refusal.kind === "GPU in use" ? null : "refused";
  const { kvGiB, tokens, concurrency } = observed;
  if ((kvGiB !== null && kvGiB <= 0) || tokens === 0) return "refused";
  return kvGiB !== null || tokens !== null || concurrency !== null ? "started" : null;
}

/**
 * The plan's answer and vLLM's. vLLM starts if the pool is positive and holds one request of the longest length; the plan answers with the
 * middle of its range.
 * Source: `_check_enough_kv_cache_memory`, vLLM 0.33.0.
 * @returns null if the outcome of the start or the GPU's memory is not known
 */
export function verdictOf(start: StartUpCase, plan: MemoryPlan): Verdict | null {
  const vllm = outcomeOf(start);
  if (vllm === null || (start.gpuGiB === null && start.settings.kvCacheGiB === undefined)) return null;
  if (start.missing.includes("unmodified vLLM") || start.missing.includes("NVIDIA GPU")) return null;
  const { pool } = plan.ranks[plan.worst] as RankMemory;
  const answer = (room: number): Verdict["plan"] => (room > 0 && room >= plan.required ? "starts" : "refuses");
  const own = answer(pool.mid);
  const close = answer(pool.low) !== answer(pool.high);
  const right = (vllm === "started") === (own === "starts");
  const said = own === "refuses" ? "would have refused it" : "would have let it through";
  const agreed = right ? (own === "refuses" ? `${said} too` : "lets it through") : said;
  return {
    vllm,
    plan: own,
    right,
    close,
    sentence: `vLLM ${vllm}; this plan ${agreed}${close ? ", and its range covers both" : ""}`,
  };
}

/** How often the plan agreed with vLLM. */
export interface FitCount {
  right: number;
  of: number;
}

/** Counts verdicts: over all starts, and over those that failed. */
export function countVerdicts(verdicts: readonly (Verdict | null)[]): { all: FitCount; refused: FitCount } {
  const known = verdicts.filter((verdict) => verdict !== null);
  const count = (of: readonly Verdict[]): FitCount => ({ right: of.filter(({ right }) => right).length, of: of.length });
  return { all: count(known), refused: count(known.filter(({ vllm }) => vllm === "refused")) };
}
