import type { Layer, ModelShape } from "../model/shape.ts";
import { bytesPerWeight } from "../model/weight-format.ts";
import { between, exactly, type Range } from "../range.ts";
import { type Seconds, seconds, type TokensPerSecond, tokensPerSecond } from "../units.ts";
import type { Settings } from "../vllm/settings.ts";
import { attentionProducts } from "./attention-products.ts";

/** Speeds of one GPU by its data sheet. */
export interface GpuRates {
  bandwidthGBs: number;
  denseTflops16: number;
}

/** What one server works on at once. */
export interface ServedLoad {
  concurrent: number;
  inputTokens: number;
  outputTokens: number;
  /** Share of the input whose cache is there already. */
  cached: number;
  /** Tokens of each request that a step computes: 1 where left out, more where drafted ones are verified. */
  tokensOfRequest?: number;
}

/**
 * Shares of the data sheet that are reached, low, expected and high. Expected values are those with which the published measurements of
 * `catalog/throughput.ts` come out; the ends hold all of them, and vendors' best results.
 */
const efficiency = { bandwidth: [0.3, 0.5, 0.75], compute: [0.2, 0.4, 0.6] } as const;

/** Seconds of one layer that no bandwidth shortens: kernel starts and collectives, on one GPU and on several; experts add to it. */
const layerSeconds = { one: [10e-6, 20e-6, 50e-6], several: [30e-6, 60e-6, 120e-6], experts: [20e-6, 40e-6, 80e-6] } as const;

/**
 * Times over which a step with experts on data parallel ranks is longer than even shares make it, high, expected and low: all ranks wait for
 * the one with the busiest experts at each layer. The expected value is small because ranks of one node came to 1.11 times the tokens of tensor
 * parallelism in the same test, where even shares give 1.0; the high one holds what four nodes came to. Both in `catalog/throughput.ts`.
 */
const busiestRank = [1.5, 1.1, 1] as const;

/** What a server can do, as ranges. */
export interface Throughput {
  /** One step that gives each request a token. */
  step: Range<Seconds>;
  /** One request's tokens per second while all are decoded. */
  perRequest: Range<TokensPerSecond>;
  /** Time to the first token of one request with nothing else in the queue (TTFT). */
  firstToken: Range<Seconds>;
  /** Mean time per output token of one request (TPOT): a step, and its share of the steps in which the input of the others is read. */
  perToken: Range<Seconds>;
  /** Output tokens per second of the server, with the input of each request read on the same GPUs. */
  output: Range<TokensPerSecond>;
  /** Input and output tokens per second together. */
  total: Range<TokensPerSecond>;
  /** Tokens that a step gives each request: 1, or more where drafts are accepted. */
  tokensPerStep: Range;
}

const why = "a roofline: shares of the data sheet's bandwidth and compute that published measurements reach";

/** Throughput of one replica by bandwidth and compute. It knows of no queue; `speculation.ts` adds drafts. */
export function throughput(shape: ModelShape, settings: Settings, gpu: GpuRates, load: ServedLoad, kvBytesPerToken: number): Throughput {
  const at = (end: 0 | 1 | 2) => speeds(shape, settings, gpu, load, kvBytesPerToken, end);
  const [slow, usual, fast] = [at(0), at(1), at(2)];
  const range = <Q extends number>(
    pick: (speed: ReturnType<typeof speeds>) => number,
    as: (value: number) => Q,
    falling = false,
  ): Range<Q> =>
    falling ? between(as(pick(fast)), as(pick(usual)), as(pick(slow)), why) : between(as(pick(slow)), as(pick(usual)), as(pick(fast)), why);
  return {
    step: range(({ step }) => step, seconds, true),
    perRequest: range(({ step }) => 1 / step, tokensPerSecond),
    firstToken: range(({ prefill }) => prefill, seconds, true),
    perToken: range(({ perToken }) => perToken, seconds, true),
    output: range(({ output }) => output, tokensPerSecond),
    total: range(({ output }) => output * (1 + load.inputTokens / load.outputTokens), tokensPerSecond),
    tokensPerStep: exactly(1),
  };
}

function speeds(shape: ModelShape, settings: Settings, gpu: GpuRates, load: ServedLoad, kvBytesPerToken: number, end: 0 | 1 | 2) {
  const { tensorParallel, dataParallel } = settings;
  const gpus = tensorParallel * dataParallel;
  const lockstep = dataParallel > 1 ? busiestRank[end] : 1;
  const computed = load.concurrent * (load.tokensOfRequest ?? 1);
  // Attention and its cache are a data rank's own; experts are shared out over all ranks, and read for the tokens of all.
  const { always, experts } = stepBytes(shape, computed);
  const ofRank = Math.ceil(load.concurrent / dataParallel);
  const read = always / tensorParallel + experts / gpus + ofRank * kvBytesPerToken * (load.inputTokens + load.outputTokens / 2);
  const latency = shape.layers.reduce((sum, layer) => sum + layerLatency(layer, settings, end), 0);
  const seconds = (products: number, over: number) => (2 * products) / (over * gpu.denseTflops16 * 1e12 * efficiency.compute[end]);
  const active = activeParameters(shape);
  const step = lockstep * Math.max(read / (gpu.bandwidthGBs * 1e9 * efficiency.bandwidth[end]), seconds(active * computed, gpus)) + latency;
  const toRead = load.inputTokens * (1 - load.cached);
  const attention = attentionProducts(shape, toRead, load.inputTokens - toRead);
  // For a single request only the GPUs of its own rank read the weights, except experts; for many at once all do.
  const routed = routedParameters(shape);
  const prefill = lockstep * (seconds((active - routed) * toRead + attention, tensorParallel) + seconds(routed * toRead, gpus)) + latency;
  const shareOfPrefill = lockstep * seconds(active * toRead + attention, gpus) + latency / dataParallel;
  // All requests share the GPUs: while one reads its input, none of the others gets a token.
  const round = step * load.outputTokens + shareOfPrefill * load.concurrent;
  const perToken = step + (shareOfPrefill * (load.concurrent - 1)) / load.outputTokens;
  return { step, prefill, perToken, output: (load.concurrent * load.outputTokens) / round };
}

/**
 * The slow end of a speed takes the long end of a latency. Tensor ranks add up twice in a layer; data ranks gather tokens before the experts and
 * scatter results after them, two collectives as well that move no more, and have none where a layer is dense.
 */
function layerLatency({ experts }: Layer, { tensorParallel, dataParallel }: Settings, end: 0 | 1 | 2): number {
  const at = (2 - end) as 0 | 1 | 2;
  const collectives = tensorParallel > 1 || (dataParallel > 1 && experts !== null);
  return (collectives ? layerSeconds.several : layerSeconds.one)[at] + (experts ? layerSeconds.experts[at] : 0);
}

/** Parameters of one layer that every token visits, and those of one expert. */
function layerParameters({ hidden, attention }: ModelShape, { dense, experts, linear }: Layer) {
  const heads =
    linear ??
    (attention.kind === "heads"
      ? hidden * attention.headDim * 2 * (attention.heads + attention.kvHeads)
      : attention.kind === "latent"
        ? (attention.queryRank ?? hidden) * attention.heads * (attention.nope + attention.rope) +
          attention.latent * attention.heads * (attention.nope + attention.value) +
          attention.heads * attention.value * hidden +
          hidden * ((attention.queryRank ?? 0) + attention.latent + attention.rope)
        : attention.queryRank * (hidden + attention.heads * attention.headDim) +
          attention.heads * attention.headDim * attention.outRank +
          attention.outGroups * attention.outRank * hidden);
  const one = experts ? 3 * hidden * experts.intermediate : 0;
  return { always: heads + 3 * hidden * (dense ?? 0) + one * (experts?.shared ?? 0), one };
}

/** Parameters that one token is multiplied with. */
export function activeParameters(shape: ModelShape): number {
  return shape.layers.reduce((sum, layer) => {
    const { always, one } = layerParameters(shape, layer);
    return sum + always + one * (layer.experts?.perToken ?? 0);
  }, shape.hidden * shape.vocabulary);
}

/** Of the parameters that one token is multiplied with, those of the experts that it is sent to. */
function routedParameters(shape: ModelShape): number {
  return shape.layers.reduce((sum, layer) => sum + layerParameters(shape, layer).one * (layer.experts?.perToken ?? 0), 0);
}

/** Bytes of weights that a step of so many tokens reads, always and of experts: of these those that any token is expected to visit. */
function stepBytes(shape: ModelShape, tokens: number): { always: number; experts: number } {
  const { formats, hidden, vocabulary, valueBytes } = shape;
  return shape.layers.reduce(
    (sum, layer) => {
      const { always, one } = layerParameters(shape, layer);
      const visited = layer.experts ? layer.experts.count * (1 - (1 - layer.experts.perToken / layer.experts.count) ** tokens) : 0;
      return {
        always: sum.always + always * bytesPerWeight(formats.linear),
        experts: sum.experts + one * visited * bytesPerWeight(formats.experts),
      };
    },
    { always: hidden * vocabulary * valueBytes, experts: 0 },
  );
}
