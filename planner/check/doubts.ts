import type { MemoryPlan, RankMemory } from "../memory/plan-memory.ts";
import { inGib } from "../units.ts";
import type { Family } from "./family.ts";
import type { Input, StartUpCase } from "./start-up-case.ts";

/** Largest excess of a record's parts over its total that is still rounding, in GiB: logs round five numbers to two digits. */
const tolerated = 0.5;

/** Why a version text is not a vLLM release: a fork runs different code, and so does a build between releases. */
export function buildDoubt(release: string): Input | null {
  if (/\bfork\b/i.test(release)) return "unmodified vLLM";
  return /\d(?:\.dev|rc)\d|\+g[0-9a-f]{6,}|nightly/i.test(release) ? "released vLLM" : null;
}

/** Sliding windows also hold tokens in flight, so their arithmetic needs the batch limit and the longest request. */
export function windowInputs({ settings, observed }: StartUpCase, family: Family): Input[] {
  if (family !== "v4" && family !== "hybrid") return [];
  const length = observed.needed?.tokens ?? settings.maxModelLen;
  const inputs: Input[] = length === undefined ? ["max model length"] : [];
  const least = 2048;
  return settings.maxNumBatchedTokens !== undefined || (length !== undefined && length <= 2 * least)
    ? inputs
    : [...inputs, "max batched tokens"];
}

/** A record whose numbers do not add up at its own utilization. */
export function contradictionOf({ observed, gpuGiB, settings }: StartUpCase): string | undefined {
  const { kvGiB, weightsGiB, activationGiB, nonTorchGiB } = observed;
  if (
    gpuGiB === null ||
    settings.utilization === undefined ||
    kvGiB === null ||
    weightsGiB === null ||
    activationGiB === null ||
    nonTorchGiB === null
  )
    return undefined;
  const gap = gpuGiB * settings.utilization - weightsGiB - activationGiB - nonTorchGiB - kvGiB;
  return gap < -tolerated
    ? `the record contradicts itself: its parts are ${(-gap).toFixed(2)} GiB more than ${gpuGiB} x ${settings.utilization}`
    : undefined;
}

/** Parts whose logged value is outside the predicted range. */
export function outside({ observed }: StartUpCase, plan: MemoryPlan): string[] {
  const rank = plan.ranks[plan.worst] as RankMemory;
  const parts = [
    ["weights", observed.weightsGiB, rank.weights],
    ["activations", observed.activationGiB, rank.activation],
    ["non-torch memory", observed.nonTorchGiB, rank.nonTorch],
  ] as const;
  return parts.flatMap(([name, logged, { low, mid, high }]) =>
    logged === null || (logged >= inGib(low) - 0.1 && logged <= inGib(high) + 0.1)
      ? []
      : [`${name}: ${logged} GiB logged, ${inGib(mid).toFixed(2)} predicted`],
  );
}
