import { type Instance, priceDate } from "../../../catalog/instances.ts";
import { planFit } from "../../../planner/fit.ts";
import type { FitAsk } from "../../../planner/fit-ask.ts";
import { asFitModel } from "../../../planner/fit-model.ts";
import { GiB } from "../../../planner/gib.ts";
import { suggestInstances } from "../../../planner/suggest.ts";
import { defaultsOf } from "../../../planner/vllm/defaults-by-release.ts";
import { layoutsOf } from "../../../planner/vllm/layouts.ts";
import { defaultRelease } from "../../../planner/vllm/release.ts";
import { type FitQuestion, fitQuestion, type ReplicaGpus } from "../fit-question.ts";
import { leastContext } from "../model.ts";
import type { SettingsPaths } from "../paths.ts";
import { problemAt } from "../problem.ts";
import type { ServedModel } from "../served-model.ts";
import type { ModelCheck } from "./check.ts";
import { layoutSetting, refusedLayout } from "./layout.ts";

/** Number of instance types in a message. */
const mostSuggested = 3;

const gib = (value: number) => value.toFixed(1);

/** The memory missing on one GPU and the longest context that fits; undefined if the model fits or cannot be planned. */
function shortage(ask: FitAsk, gpus: ReplicaGpus): string | undefined {
  const result = planFit(ask);
  if (result.fits) return undefined;
  const spendable = gpus.usableGiB * defaultsOf(defaultRelease).utilization;
  const lacks = (needed: number, parts: string) => `each GPU lacks ${gib(needed - spendable)} GiB (${parts} of ${gib(spendable)} GiB)`;
  if (result.fits === null) {
    const weights = (ask.model.checkpointBytes ?? 0) / GiB / (gpus.count * (ask.nodes ?? 1));
    return weights > spendable ? lacks(weights, `weights ${gib(weights)}`) : undefined;
  }
  const { perGpu, kvNeededGiB, maxContextTokens } = result;
  const needed = perGpu.weightsGiB + perGpu.overheadGiB + kvNeededGiB;
  const parts = `weights ${gib(perGpu.weightsGiB)}, engine ${gib(perGpu.overheadGiB)}, KV cache ${gib(kvNeededGiB)}`;
  const longest = maxContextTokens < leastContext ? "no context fits" : `the longest context that fits is ${maxContextTokens} tokens`;
  return `${lacks(needed, parts)}; ${longest}`;
}

const priced = ({ name, usdPerHour }: Instance) =>
  `${name} (${usdPerHour === null ? "no price known" : `${usdPerHour.toFixed(2)} USD/hour`})`;

/** A layout in which the given GPUs hold the request, in settings notation; undefined if there is none. */
function otherLayout(question: FitQuestion, { capacity }: SettingsPaths): string | undefined {
  const { shape } = asFitModel(question.model);
  if (!shape) return undefined;
  const { legal } = layoutsOf(shape, { gpus: question.gpu.count, nodes: question.nodes ?? 1 });
  const fitting = legal.find((layout) => planFit({ ...question, layout }).fits);
  return fitting && `${capacity}.layout ${layoutSetting(fitting)}, or `;
}

/** Alternatives: another layout or half the cache if that is enough, and the cheapest instance types. */
function instead({ target, capacity: { purchase } }: ServedModel, { layout: _layout, ...ask }: FitQuestion, paths: SettingsPaths): string {
  const { fits } = planFit({ ...ask, kvCacheDtype: "fp8" });
  if (fits === null) return `accepted: the GPUs of its recipe: ${ask.model.verifiedGpus?.join(", ") ?? "unknown"}`;
  const half = `${otherLayout(ask, paths) ?? ""}${fits ? `${paths.model}.kvCacheDtype fp8, or ` : ""}`;
  if (target.kind === "existing")
    return `would fit: ${half}more or larger GPUs, or more nodes per replica (${paths.capacity}.nodesPerReplica)`;
  const fitting = suggestInstances(ask.model, ask).filter(({ instance }) => purchase.kind !== "capacity-block" || instance.capacityBlock);
  if (fitting.length === 0)
    return `would fit: ${half}less context, fewer concurrent requests or a smaller model; no other instance type of the catalog is large enough`;
  const cheapest = fitting.slice(0, mostSuggested).map(({ instance }) => priced(instance));
  return `would fit: ${half}${cheapest.join(", ")}; on-demand prices in us-east-1 of ${priceDate}`;
}

/** Weights, the engine's own memory and the KV cache of the request fit on the GPUs of one replica. */
export const fitCheck: ModelCheck = (keep, paths) => {
  const { capacity, target } = keep;
  const question = fitQuestion(keep);
  if (question === undefined || question.contextTokens > question.model.maxContextTokens || refusedLayout(question) !== undefined)
    return [];
  const { gpu, model, contextTokens, concurrent } = question;
  const short = shortage(question, gpu);
  if (short === undefined) return [];
  const [path, value] = target.kind === "eks" ? ["instance", capacity.instance] : ["gpus", capacity.gpus];
  const what = `${concurrent === 1 ? "a request" : `${concurrent} concurrent requests`} of ${contextTokens} tokens`;
  return [
    problemAt(
      `${paths.capacity}.${path}`,
      value,
      `is too small for ${model.name} and ${what}: ${short}; ${instead(keep, question, paths)}`,
    ),
  ];
};
