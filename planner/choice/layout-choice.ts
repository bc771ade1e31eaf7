import type { PlannedFit } from "../fit.ts";
import { asFitModel } from "../fit-model.ts";
import type { RankMemory } from "../memory/plan-memory.ts";
import type { ModelShape } from "../model/shape.ts";
import { usualLayout } from "../usual-layout.ts";
import { gpusOfNode, layoutWords, type NodeLayout, sameLayout } from "../vllm/layout.ts";
import { layoutRefusal } from "../vllm/layout-rules.ts";
import { layoutsOf } from "../vllm/layouts.ts";
import type { ChoiceAsk, ReplicaGpus, Served, Unserved } from "./candidate.ts";

/** How replicas share their model out, and why so. */
export interface ChosenLayout extends NodeLayout {
  /** Whether a keep does so by itself, without `capacity.layout`. */
  usual: boolean;
  /** For example `data parallel attention x 8 with expert parallelism`. */
  words: string;
  /** What speaks for it in place of the usual one, or against all others; empty where there is no other. */
  why: string;
  /** What speaks against the memory that is planned for it; empty where start-up logs confirm it. */
  doubt: string;
}

/** GPUs of a replica that its layout leaves idle, in words; undefined where it takes all. */
export function idleGpus(gpuCount: number, { layout, tensorParallel }: Pick<PlannedFit, "layout" | "tensorParallel">): string | undefined {
  const idle = gpuCount - gpusOfNode(layout);
  return idle > 0 ? `${idle} of ${gpuCount} GPUs are idle, because attention heads divide by ${tensorParallel}` : undefined;
}

/** The GPUs of a replica in one layout, weighed. */
interface WeighedLayout {
  layout: NodeLayout;
  result: Served | Unserved;
}

/**
 * Layouts that the GPUs of a replica are weighed in, the usual one first where vLLM runs it; the one that is asked for alone. `undefined` stands
 * for a model whose shape is not known.
 */
function layoutsToWeigh({ model, layout: asked }: ChoiceAsk, { gpuCount }: ReplicaGpus): (NodeLayout | undefined)[] {
  const { shape } = asFitModel(model);
  if (!shape) return [undefined];
  const usual = usualLayout(model, shape, gpuCount);
  if (asked === "usual") return [usual];
  if (asked !== undefined) return [asked];
  // Tensor parallelism slices experts or not as the recipe says, unless vLLM refuses that; a node with idle GPUs is in no list of those that use all.
  const legal = layoutsOf(shape, { gpus: gpuCount, nodes: 1 }).legal.map(nodeLayout);
  const runs = usual.tensorParallel < gpuCount || legal.some((layout) => sameLayout(layout, usual));
  return runs ? [usual, ...legal.filter(({ dataParallel }) => dataParallel > 1)] : legal;
}

const nodeLayout = ({ tensorParallel, dataParallel, expertParallel }: NodeLayout): NodeLayout => ({
  tensorParallel,
  dataParallel,
  expertParallel,
});

/** Why a layout that is asked for does not run on the GPUs of a replica; undefined where it does, or none is asked for. */
export function askedLayoutRefusal({ model, layout }: ChoiceAsk, { gpuCount }: ReplicaGpus): string | undefined {
  const { shape } = asFitModel(model);
  if (!shape || layout === undefined || layout === "usual") return undefined;
  const whole = { ...layout, pipelineParallel: 1, decodeContextParallel: 1 };
  const reason = layoutRefusal(shape, whole, { gpus: gpuCount, nodes: 1 });
  return reason && `${layoutWords(layout)} does not do: ${reason}`;
}

/**
 * Weighs the GPUs of a replica in their layouts and takes the one with the fewest replicas. Among as many the usual one, which serves each request
 * soonest while there are few; else the one that holds the most, then the fastest. Where none serves, the reason of the first.
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
  // Nothing takes fewer replicas than there are to be at least.
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

/** Of V4 a start-up log with data parallel attention is held (tests/planner/fixtures/other-logs.csv); of no other architecture. */
const doubtOf = ({ attention }: ModelShape, { dataParallel }: NodeLayout): string =>
  dataParallel === 1 || attention.kind === "compressed"
    ? ""
    : "no start-up log of it was found for this architecture: try it before you buy";

const mayNotStart = "the low end of its pool has no room for one request, and few logs are of such a layout";

/** Few logs are of data parallel attention, so it is taken where even the low end of its pool has room for one request: vLLM stops where it has none. */
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
  if (!("fit" in other)) return `${layoutWords(usual)} does not do: ${other.reason}`;
  const fewer = `${replicasAre(replicas)} in place of ${count(other.replicas)}`;
  if (other.replicasFor.load > other.replicasFor.concurrency && replicasFor.concurrency < other.replicas)
    return `${fewer}: ${count(throughput.total.mid)} tokens a second each, where ${layoutWords(usual)} gives ${count(other.throughput.total.mid)}`;
  return `${fewer}: each rank has a cache of its own, for ${count(fit.maxConcurrent)} requests together, where ${layoutWords(usual)} holds ${count(other.fit.maxConcurrent)}: ${onEachRank(shape, best.fit, other.fit)}`;
}

/** What tensor ranks hold alike, each for all requests; windows and compressors of V4 hold what is in flight of a step as well. */
function onEachRank({ attention }: ModelShape, { memory: ours }: PlannedFit, { memory: theirs }: PlannedFit): string {
  const latents = "each of its ranks keeps the latents of all of them";
  switch (attention.kind) {
    case "heads":
      return `it shares ${attention.kvHeads} KV heads out over all of its ranks`;
    case "latent":
      return latents;
    case "compressed":
      return `${latents}, and for each the ${count(theirs.settings.maxNumBatchedTokens)} tokens of a step, which are ${count(ours.settings.maxNumBatchedTokens)} on a data parallel rank`;
  }
}
