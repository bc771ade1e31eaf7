import { estimatedUsableGiB, knownGpus } from "../../catalog/gpus.ts";
import type { OwnCost } from "../cost/break-even.ts";
import { stalePrices } from "../cost/price-age.ts";
import type { Prices } from "../cost/prices.ts";
import { planFit } from "../fit.ts";
import type { PlannedFit } from "../planned-fit.ts";
import { type Usd, usd } from "../units.ts";
import type { NodeLayout } from "../vllm/layout.ts";
import type { ChoiceAsk, ReplicaGpus } from "./choice-ask.ts";
import { checkAsk } from "./choose.ts";
import { type Hosted, hostedOf } from "./hosted.ts";
import { idleGpus } from "./layout-choice.ts";
import { serve } from "./serve.ts";
import type { Served } from "./served.ts";
import type { VariantAsk } from "./variant-choice.ts";
import { inTime, onCost } from "./verdict.ts";
import { type WeightVariant, weightVariants } from "./weight-variants.ts";
import { weightsTooLarge } from "./weights-too-large.ts";

/** Existing GPUs: those of one node, each node a replica. */
export interface OwnHardware extends ReplicaGpus {
  /** Monthly cost of one node: hardware, power, space and operations. Null if not known. */
  nodePerMonth: Usd | null;
}

/** The `capacity` of a keep on an existing cluster. */
export interface OwnCapacity {
  gpus: { count: number; memoryGiB: number };
  /** Omitted for the usual layout. */
  layout?: NodeLayout;
  replicas: { min: number; max: number };
  concurrent: number;
}

/** A weight variant of a model on the existing hardware. */
export interface OwnVariant extends Omit<WeightVariant, "model"> {
  /** Undefined if the hardware does not serve it. */
  served?: Served;
  /** Why it does not, or that its recipe was not run on this GPU. */
  reason: string;
}

/** Plan for own hardware: everything that `modelkeep plan --gpu` shows. */
export interface OwnHardwarePlan {
  verdict: string;
  ask: ChoiceAsk;
  hardware: OwnHardware;
  /** Undefined if the hardware does not meet the request; `verdict` has the reason. */
  served: Served | undefined;
  /** Caveats. */
  remarks: string[];
  own: OwnCost | undefined;
  perMonth: Usd | undefined;
  hosted: Hosted[];
  prices: { currency: string; stale: ReturnType<typeof stalePrices> };
  /** The same model in other weights, including itself; empty if there are none. */
  variants: OwnVariant[];
  settings: { capacity: OwnCapacity } | undefined;
}

/**
 * Plans for existing GPUs: whether they meet the request, how fast, how many nodes are needed, and, if the cost of a node is known, when a
 * hosted service is cheaper. It uses no AWS prices.
 * @throws RangeError for an implausible number
 */
export function planOwnHardware(
  ask: ChoiceAsk,
  hardware: OwnHardware,
  prices: Prices,
  today: Date = new Date(),
  { reckoned = false }: VariantAsk = {},
): OwnHardwarePlan {
  checkAsk(ask);
  const { nodePerMonth } = hardware;
  if (!Number.isInteger(hardware.gpuCount) || hardware.gpuCount < 1)
    throw new RangeError(`count is ${hardware.gpuCount}; accepted: a whole number of GPUs of at least 1`);
  if (nodePerMonth !== null && !(nodePerMonth > 0 && Number.isFinite(nodePerMonth)))
    throw new RangeError(`usd-month is ${nodePerMonth}; accepted: a number of USD above 0`);
  const result = servedOn(ask, hardware);
  const served = "reason" in result ? undefined : result;
  const own = served && ownCost(ask, hardware, served);
  const hosted = own ? hostedOf(ask, { own }, prices) : [];
  const used = hosted.map(({ api }) => ({ what: `${api.provider} ${api.model}`, date: api.date }));
  return {
    verdict: "reason" in result ? unserved(ask, hardware, result.reason) : verdictOf(ask, hardware, result, own, hosted),
    ask,
    hardware,
    served,
    remarks: served ? remarksOn(ask, hardware, served) : [],
    own,
    perMonth: own && served && usd(served.replicas * own.replicaPerMonth),
    hosted,
    prices: { currency: prices.currency, stale: stalePrices(used, today) },
    variants: weightVariants(ask.model, reckoned).map(({ model, ...variant }) => {
      const on = servedOn({ ...ask, model }, hardware);
      return { ...variant, ...("reason" in on ? { reason: on.reason } : { reason: notRunOn(model, hardware).join(""), served: on }) };
    }),
    settings: served && { capacity: capacityOf(ask, hardware, served) },
  };
}

function servedOn(ask: ChoiceAsk, hardware: OwnHardware): ReturnType<typeof serve> {
  const tooLarge = weightsTooLarge(ask.model, hardware);
  return tooLarge === undefined ? serve(ask, hardware) : { reason: tooLarge };
}

/** Nodes are paid for whether they run or not, so hours a day do not reduce their cost. */
function ownCost(ask: ChoiceAsk, { nodePerMonth }: OwnHardware, { replicasFor, replicaTokensPerDay }: Served): OwnCost | undefined {
  if (nodePerMonth === null) return undefined;
  return {
    fixedPerMonth: usd(0),
    replicaPerMonth: nodePerMonth,
    leastReplicas: Math.max(ask.leastReplicas ?? 1, replicasFor.concurrency),
    replicaTokensPerDay,
  };
}

/** Nominal memory in GiB, to a tenth, as the settings of a keep on an existing cluster require. */
const statedGiB = (name: string) => Math.round((knownGpus().find((gpu) => gpu.name === name)?.memoryMiB ?? 0) / 102.4) / 10;

/** Requests per replica that a keep's settings allow: they have only the GPU's memory, not its name, so the number may be lower. */
function heldBySettings({ model, contextTokens, kvCacheDtype }: ChoiceAsk, { gpu, gpuCount }: OwnHardware, fit: PlannedFit): number {
  const unnamed = { count: gpuCount, usableGiB: estimatedUsableGiB(statedGiB(gpu) * 1024) };
  const asStated = planFit({ model, gpu: unnamed, contextTokens, concurrent: 1, kvCacheDtype, layout: fit.layout });
  return asStated.fits === null ? 0 : Math.min(fit.maxConcurrent, asStated.maxConcurrent);
}

/** Requests of the full context per replica. */
const onEach = ({ concurrent }: ChoiceAsk, { fit, replicas }: Served) => Math.min(fit.maxConcurrent, Math.ceil(concurrent / replicas));

function capacityOf(ask: ChoiceAsk, hardware: OwnHardware, served: Served): OwnCapacity {
  const { fit, layout, replicas } = served;
  return {
    gpus: { count: hardware.gpuCount, memoryGiB: statedGiB(hardware.gpu) },
    ...(layout.usual ? {} : { layout: fit.layout }),
    replicas: { min: replicas, max: replicas },
    concurrent: Math.max(1, Math.min(onEach(ask, served), heldBySettings(ask, hardware, fit))),
  };
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** `8 H100`, `one L4`. */
export const gpusInWords = ({ gpu, gpuCount }: ReplicaGpus) => `${gpuCount === 1 ? "one" : gpuCount} ${gpu}`;

const nodesInWords = (replicas: number) => (replicas === 1 ? "one node" : `${replicas} nodes`);

function verdictOf(ask: ChoiceAsk, hardware: OwnHardware, { replicas }: Served, own: OwnCost | undefined, hosted: Hosted[]): string {
  const on = `${nodesInWords(replicas)} of ${gpusInWords(hardware)}`;
  if (!own)
    return `${capital(on)} ${replicas === 1 ? "is" : "are"} enough.${inTime(ask)} No verdict on cost: --usd-month sets the cost of a node.`;
  return `${onCost(ask, own, hosted)} That is ${on}.${inTime(ask)}`;
}

function unserved({ model, contextTokens }: ChoiceAsk, hardware: OwnHardware, reason: string): string {
  const [does, tokens] = [hardware.gpuCount === 1 ? "does" : "do", contextTokens.toLocaleString("en-US")];
  return `${capital(gpusInWords(hardware))} ${does} not serve ${model.name} with ${tokens} tokens of context: ${reason}.`;
}

function remarksOn(ask: ChoiceAsk, hardware: OwnHardware, served: Served): string[] {
  const { gpuCount, gpu } = hardware;
  const { fit } = served;
  const held = heldBySettings(ask, hardware, fit);
  const known = `settings have only the GPU's ${statedGiB(gpu)} GiB, of which they assume 98% to be usable`;
  const idle = idleGpus(gpuCount, fit);
  return [
    ...(idle === undefined ? [] : [idle]),
    ...(held === 0 ? [`${known}: a preview rejects them, because that leaves no room for one request`] : []),
    ...(held > 0 && held < onEach(ask, served) ? [`${known}: they allow ${held} requests per replica, not ${onEach(ask, served)}`] : []),
    ...notRunOn(ask.model, hardware),
  ];
}

function notRunOn({ verifiedGpus }: ChoiceAsk["model"], { gpu }: OwnHardware): string[] {
  if (verifiedGpus === null || verifiedGpus.includes(gpu)) return [];
  return [
    `its recipe was not run on ${gpu}; it names ${verifiedGpus.join(", ") || "none of the catalog"}: test whether its kernels run there`,
  ];
}
