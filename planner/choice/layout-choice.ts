import { asFitModel } from "../fit-model.ts";
import type { RankMemory } from "../memory/plan-memory.ts";
import type { ModelShape } from "../model/shape.ts";
import type { PlannedFit } from "../planned-fit.ts";
import { usualLayout } from "../usual-layout.ts";
import { gpusOfNode, layoutWords, type NodeLayout, sameLayout } from "../vllm/layout.ts";
import { layoutRefusal } from "../vllm/layout-rules.ts";
import { layoutsOf } from "../vllm/layouts.ts";
import type { ChoiceAsk, ReplicaGpus } from "./choice-ask.ts";
import type { Served, Unserved } from "./served.ts";

/** GPUs of a replica that its layout leaves idle, in words; undefined if it uses all. */
export function idleGpus(gpuCount: number, { layout, tensorParallel }: Pick<PlannedFit, "layout" | "tensorParallel">): string | undefined {
  const idle = gpuCount - gpusOfNode(layout);
  return idle > 0 ? `${idle} of ${gpuCount} GPUs are idle, because attention heads divide by ${tensorParallel}` : undefined;
}

/** Evaluation of a replica's GPUs in one layout. */
interface WeighedLayout {
  layout: NodeLayout;
  result: Served | Unserved;
}

/**
 * Layouts to evaluate for a replica's GPUs, the usual one first if vLLM runs it, or only the requested one. `undefined` is used for a model
 * of unknown shape.
 */
function layoutsToWeigh({ model, layout: asked }: ChoiceAsk, { gpuCount }: ReplicaGpus): (NodeLayout | undefined)[] {
  const { shape } = asFitModel(model);
  if (!shape) return [undefined];
  const usual = usualLayout(model, shape, gpuCount);
  if (asked === "usual") return [usual];
  if (asked !== undefined) return [asked];
  // The recipe decides whether tensor parallelism slices experts, unless vLLM rejects that; a layout with idle GPUs is not in the list of
  // those that use all.
  const legal = layoutsOf(shape, { gpus: gpuCount, nodes: 1 }).legal.map(nodeLayout);
  const runs = usual.tensorParallel < gpuCount || legal.some((layout) => sameLayout(layout, usual));
  return runs ? [usual, ...legal.filter(({ dataParallel }) => dataParallel > 1)] : legal;
}

const nodeLayout = ({ tensorParallel, dataParallel, expertParallel }: NodeLayout): NodeLayout => ({
  tensorParallel,
  dataParallel,
  expertParallel,
});

/** Why a requested layout does not run on the GPUs of a replica; undefined if it does, or none was requested. */
export function askedLayoutRefusal({ model, layout }: ChoiceAsk, { gpuCount }: ReplicaGpus): string | undefined {
  const { shape } = asFitModel(model);
  if (!shape || layout === undefined || layout === "usual") return undefined;
  const whole = { ...layout, pipelineParallel: 1, decodeContextParallel: 1 };
  const reason = layoutRefusal(shape, whole, { gpus: gpuCount, nodes: 1 });
  return reason && `${layoutWords(layout)} does not work: ${reason}`;
}

/**
 * Evaluates the layouts of a replica's GPUs and takes the one with the fewest replicas. On a tie the usual one, which has the lowest
 * latency at low load; else the one that holds the most requests, then the fastest. If none works, the reason of the first.
 */
export function chosenLayout(
  ask: ChoiceAsk,
  instance: ReplicaGpus,
  weighed: (layout: NodeLayout | undefined) => Served | Unserved,
): Served | Unserved {
  const [first, ...others] = layoutsToWeigh(ask, instance);
  const { shape } = asFitModel(ask.model);
  const result = weighed(first);
  if (!first || !shape) return result;
  const usual = usualLayout(ask.model, shape, instance.gpuCount);
  const isUsual = ({ fit }: Served) => sameLayout(fit.layout, usual);
  const all: WeighedLayout[] = [{ layout: first, result }];
  // No layout needs fewer replicas than the minimum.
  if (!("fit" in result && isUsual(result) && result.replicas === (ask.leastReplicas ?? 1)))
    all.push(...others.flatMap((layout) => (layout ? [{ layout, result: weighed(layout) }] : [])));
  const served = all.flatMap(({ result: each }) =>
    "fit" in each && (isUsual(each) || ask.layout !== undefined || starts(each)) ? [each] : [],
  );
  const [best] = served.sort(
    (a, b) =>
      a.replicas - b.replicas ||
      Number(isUsual(b)) - Number(isUsual(a)) ||
      b.fit.maxConcurrent - a.fit.maxConcurrent ||
      b.throughput.total.mid - a.throughput.total.mid,
  );
  if (!best) return "fit" in result ? { reason: mayNotStart } : result;
  const { layout } = best.fit;
  const why = isUsual(best) && ask.layout === undefined ? whyUsual(best, others.length > 0) : reasonOf(ask, shape, usual, best, all);
  return { ...best, layout: { ...layout, usual: isUsual(best), words: layoutWords(layout), why, doubt: doubtOf(shape, layout) } };
}

/** A start-up log with data-parallel attention was found only for V4 (tests/planner/fixtures/other-logs.csv). */
const doubtOf = ({ attention }: ModelShape, { dataParallel }: NodeLayout): string =>
  dataParallel === 1 || attention.kind === "compressed"
    ? ""
    : "no start-up log of it was found for this architecture: test it before you buy";

const mayNotStart = "the low end of its pool has no room for one request, and there are few logs of such a layout";

/**
 * There are few logs of data-parallel attention, so it is only chosen if even the low end of its pool has room for one request: vLLM fails
 * to start without it.
 */
function starts({ fit: { memory } }: Served): boolean {
  const rank = memory.ranks[memory.worst] as RankMemory;
  return rank.pool.low >= memory.perRequest;
}

const count = (value: number) => Math.round(value).toLocaleString("en-US");
const replicasAre = (replicas: number) => `${count(replicas)} ${replicas === 1 ? "replica" : "replicas"}`;

const whyUsual = ({ replicas }: Served, among: boolean) => (among ? `no other layout takes fewer than ${replicasAre(replicas)}` : "");

function reasonOf(ask: ChoiceAsk, shape: ModelShape, usual: NodeLayout, best: Served, weighed: WeighedLayout[]): string {
  if (ask.layout !== undefined) return "as asked";
  const { fit, replicas, replicasFor, throughput } = best;
  const other = weighed.find(({ layout }) => sameLayout(layout, usual))?.result;
  if (!other) return `vLLM does not run ${layoutWords(usual)}`;
  if (!("fit" in other)) return `${layoutWords(usual)} does not work: ${other.reason}`;
  const fewer = `${replicasAre(replicas)} instead of ${count(other.replicas)}`;
  if (other.replicasFor.load > other.replicasFor.concurrency && replicasFor.concurrency < other.replicas)
    return `${fewer}: ${count(throughput.total.mid)} tokens per second each, compared with ${layoutWords(usual)}: ${count(other.throughput.total.mid)}`;
  return `${fewer}: each rank has its own cache, for ${count(fit.maxConcurrent)} requests in total, while ${layoutWords(usual)} holds ${count(other.fit.maxConcurrent)}: ${onEachRank(shape, best.fit, other.fit)}`;
}

/** What every tensor-parallel rank replicates for all requests; V4's windows and compressors also hold the tokens of a step in flight. */
function onEachRank({ attention }: ModelShape, { memory: ours }: PlannedFit, { memory: theirs }: PlannedFit): string {
  const latents = "each of its ranks stores the latents of all of them";
  switch (attention.kind) {
    case "heads":
      return `it splits ${attention.kvHeads} KV heads over all of its ranks`;
    case "latent":
      return latents;
    case "compressed":
      return `${latents}, and for each the ${count(theirs.settings.maxNumBatchedTokens)} tokens of a step, which are ${count(ours.settings.maxNumBatchedTokens)} on a data parallel rank`;
  }
}
