import { estimatedUsableGiB, usableGiB } from "../../../catalog/gpus.ts";
import { findInstance, type Instance, priceDate } from "../../../catalog/instances.ts";
import { findModel } from "../../../catalog/models.ts";
import { defaultsOf } from "../../../planner/engine/defaults-by-release.ts";
import { defaultRelease } from "../../../planner/engine/release.ts";
import { type FitAsk, planFit } from "../../../planner/fit.ts";
import { GiB } from "../../../planner/gib.ts";
import { suggestInstances } from "../../../planner/suggest.ts";
import { servedContext } from "../context.ts";
import type { Keep } from "../keep.ts";
import { leastContext } from "../model.ts";
import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** How many instance types a message names. */
const mostSuggested = 3;

/** GPUs of one replica on one node, with the memory of one that vLLM can plan with. */
interface Gpus {
  count: number;
  name?: string;
  usableGiB: number;
}

const gib = (value: number) => value.toFixed(1);

/** The GPUs that the settings name; undefined where they name none, of which another check tells where one is needed. */
function gpusOf({ target, capacity: { gpus, instance } }: Keep): Gpus | undefined {
  if (target.kind === "existing") return gpus && { count: gpus.count, usableGiB: estimatedUsableGiB(gpus.memoryGiB * 1024) };
  const known = findInstance(instance ?? "");
  return known && { count: known.gpuCount, name: known.gpu, usableGiB: usableGiB(known.gpu) };
}

/** What is missing on one GPU and the longest context that it has room for; undefined where the model fits or cannot be judged. */
function shortage(ask: FitAsk, gpus: Gpus): string | undefined {
  const result = planFit(ask);
  if (result.fits) return undefined;
  const spendable = gpus.usableGiB * defaultsOf(defaultRelease).utilization;
  const lacks = (needed: number, parts: string) => `each GPU lacks ${gib(needed - spendable)} GiB (${parts} of ${gib(spendable)} GiB)`;
  if (result.fits === null) {
    const weights = (ask.model.checkpointBytes ?? 0) / GiB / (gpus.count * (ask.nodes ?? 1));
    return weights > spendable ? lacks(weights, `weights alone ${gib(weights)}`) : undefined;
  }
  const { perGpu, kvNeededGiB, maxContextTokens } = result;
  const needed = perGpu.weightsGiB + perGpu.overheadGiB + kvNeededGiB;
  const parts = `weights ${gib(perGpu.weightsGiB)}, engine ${gib(perGpu.overheadGiB)}, KV cache ${gib(kvNeededGiB)}`;
  const longest = maxContextTokens < leastContext ? "no context fits" : `the longest context that fits is ${maxContextTokens} tokens`;
  return `${lacks(needed, parts)}; ${longest}`;
}

const priced = ({ name, usdPerHour }: Instance) =>
  `${name} (${usdPerHour === null ? "no price known" : `${usdPerHour.toFixed(2)} USD/hour`})`;

/** What would do in place of what was asked: half the cache where that is enough, and the cheapest instance types. */
function instead({ target, capacity: { purchase } }: Keep, ask: FitAsk): string {
  const { fits } = planFit({ ...ask, kvCacheDtype: "fp8" });
  if (fits === null) return `accepted are the GPUs of its recipe: ${ask.model.verifiedGpus?.join(", ") ?? "unknown"}`;
  const half = fits ? "model.kvCacheDtype fp8, or " : "";
  if (target.kind === "existing") return `would fit: ${half}more or larger GPUs, or more nodes for each replica (capacity.nodesPerReplica)`;
  const fitting = suggestInstances(ask.model, ask).filter(({ instance }) => purchase.kind !== "capacity-block" || instance.capacityBlock);
  if (fitting.length === 0)
    return `would fit: ${half}less context, fewer requests at once or a smaller model; no other instance of the catalog does`;
  const cheapest = fitting.slice(0, mostSuggested).map(({ instance }) => priced(instance));
  return `would fit: ${half}${cheapest.join(", ")}; prices on demand in us-east-1 of ${priceDate}`;
}

/** Weights, the engine's own memory and the KV cache for what is asked have room on the GPUs of one replica. */
export const fitCheck: Check = (keep) => {
  const { capacity, target } = keep;
  const model = findModel(keep.model.name);
  const gpus = gpusOf(keep);
  const contextTokens = servedContext(keep);
  if (!model || !gpus || contextTokens > model.maxContextTokens) return [];
  const { concurrent } = capacity;
  const ask: FitAsk = {
    model,
    gpu: gpus,
    nodes: capacity.nodesPerReplica,
    contextTokens,
    concurrent,
    kvCacheDtype: keep.model.kvCacheDtype,
  };
  const short = shortage(ask, gpus);
  if (short === undefined) return [];
  const [path, value] = target.kind === "eks" ? ["capacity.instance", capacity.instance] : ["capacity.gpus", capacity.gpus];
  const what = `${concurrent === 1 ? "a request" : `${concurrent} requests at once`} of ${contextTokens} tokens`;
  return [problemAt(path, value, `is too small for ${model.name} and ${what}: ${short}; ${instead(keep, ask)}`)];
};
