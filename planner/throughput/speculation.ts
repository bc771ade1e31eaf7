import type { DraftMethod } from "../../catalog/draft-acceptance.ts";
import { flagValue, givenFlags } from "../../catalog/vllm-arguments.ts";
import type { Layer, ModelShape } from "../model/shape.ts";
import { between, type Range } from "../range.ts";
import { type Seconds, seconds, type TokensPerSecond, tokensPerSecond } from "../units.ts";
import type { Settings } from "../vllm/settings.ts";
import { type GpuRates, type ServedLoad, type Throughput, throughput } from "./roofline.ts";

/** Speculative decoding as a server is told to do it. */
export interface Speculation {
  method: DraftMethod;
  /** Tokens drafted in a step. */
  drafted: number;
}

/**
 * Share of drafted tokens that is accepted, each where those before it are: low, expected and high. The ends hold every measurement of
 * `catalog/draft-acceptance.ts`; what is accepted depends on the text more than on the model, and code is accepted most.
 */
const acceptance: Readonly<Record<DraftMethod, readonly [number, number, number]>> = {
  mtp: [0.75, 0.86, 0.92],
  dspark: [0.58, 0.72, 0.88],
};

/**
 * Seconds that drafting takes besides the draft layers, low, expected and high: for each drafted token, and for each of each request. The head
 * of DSpark samples token after token, which no bandwidth shortens; both are fitted to its speed-ups in `catalog/draft-acceptance.ts`. A pass of
 * MTP has the latency of its layer, which is counted.
 */
const drafting: Readonly<Record<DraftMethod, { token: readonly number[]; ofRequest: readonly number[] }>> = {
  mtp: { token: [0, 0, 0], ofRequest: [0, 0, 0] },
  dspark: { token: [0.2e-3, 0.46e-3, 1e-3], ofRequest: [8e-6, 16e-6, 40e-6] },
};

const why = "how much of a draft is accepted depends on the text";

/** Tokens that a step gives: 1 + a + a^2 + ... + a^drafted, the model's own token and those of the draft up to the first that is refused. */
export function tokensPerStep({ method, drafted }: Speculation): Range {
  const [low, mid, high] = acceptance[method];
  const given = (share: number) => (1 - share ** (drafted + 1)) / (1 - share);
  return between(given(low), given(mid), given(high), why);
}

/** A recipe's speculation, and whether its speed is known. */
export type RecipeSpeculation = { kind: "none" } | { kind: "unknown"; method: string } | ({ kind: "known" } & Speculation);

const flag = "speculative-config";

/** Speculative decoding of a recipe's flags. One whose acceptance is not known here gives no speed. */
export function speculationOf(serveFlags: readonly string[] | null): RecipeSpeculation {
  const text = flagValue(serveFlags ?? [], flag);
  if (text === undefined) return { kind: "none" };
  const { method = "", num_speculative_tokens: drafted } = configIn(text);
  const known = /dspark/i.test(method) ? "dspark" : /mtp|nextn/i.test(method) ? "mtp" : undefined;
  return known === undefined || !Number.isInteger(drafted) || !(drafted && drafted > 0)
    ? { kind: "unknown", method }
    : { kind: "known", method: known, drafted };
}

function configIn(text: string): { method?: string; num_speculative_tokens?: number } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** A model whose recipe does not speculate: neither draft layers in memory nor drafts in the speed. */
export function withoutSpeculation<Of extends { serveFlags: readonly string[] | null }>(model: Of): Of {
  const { serveFlags } = model;
  if (serveFlags === null) return model;
  const drafts = givenFlags(serveFlags).filter(({ name }) => name === flag || name.startsWith(`${flag}.`));
  const isDraft = (i: number) => drafts.some(({ at, words }) => i >= at && i < at + words);
  return { ...model, serveFlags: serveFlags.filter((_, i) => !isDraft(i)) };
}

/**
 * The layers that draft, as a model of their own over the same embedding and head: each like the last layer, with a projection of two hidden
 * states to one, which is counted as feed-forward width.
 */
function draftShape(shape: ModelShape): ModelShape | undefined {
  const last = shape.layers.at(-1);
  if (!last || shape.draftLayers < 1) return undefined;
  const layer: Layer = { ...last, dense: (last.dense ?? 0) + (2 / 3) * shape.hidden };
  return { ...shape, layers: Array.from({ length: shape.draftLayers }, () => layer) };
}

/**
 * Throughput of a replica that drafts tokens and verifies them. A step computes `drafted + 1` tokens of each request, so it visits more experts
 * and multiplies more; the draft before it takes one pass a token with MTP, and one pass over the block with DSpark. Memory of the draft is
 * counted where memory is planned.
 * @param kvBytesPerToken of all layers, those that draft among them
 */
export function speculativeThroughput(
  shape: ModelShape,
  settings: Settings,
  gpu: GpuRates,
  load: ServedLoad,
  kvBytesPerToken: number,
  speculation: Speculation,
): Throughput {
  const { method, drafted } = speculation;
  const verify = throughput(shape, settings, gpu, { ...load, tokensOfRequest: drafted + 1 }, kvBytesPerToken);
  const draft = draftShape(shape);
  const [passes, block] = method === "mtp" ? [drafted, 1] : [1, drafted];
  const pass = draft && throughput(draft, settings, gpu, { ...load, tokensOfRequest: block }, 0);
  const given = tokensPerStep(speculation);
  // What is fast has short steps and many tokens of each.
  const at = (end: "low" | "mid" | "high") => {
    const other = ({ low: "high", mid: "mid", high: "low" } as const)[end];
    const tokens = given[end];
    const step = verify.step[other] + passes * (pass?.step[other] ?? 0) + draftSeconds(speculation, load.concurrent, other);
    const reading = (verify.perToken[other] - verify.step[other]) * load.outputTokens;
    const round = (step / tokens) * load.outputTokens + inputShare(verify, load, end);
    return {
      step,
      perToken: step / tokens + reading / load.outputTokens,
      perRequest: tokens / step,
      firstToken: verify.firstToken[other] + (pass?.firstToken[other] ?? 0),
      output: (load.concurrent * load.outputTokens) / round,
    };
  };
  const [slow, usual, fast] = [at("low"), at("mid"), at("high")];
  const because = `${verify.step.why}; ${why}`;
  const times = (pick: (speed: typeof slow) => number): Range<Seconds> =>
    between(seconds(pick(fast)), seconds(pick(usual)), seconds(pick(slow)), because);
  const rates = (pick: (speed: typeof slow) => number): Range<TokensPerSecond> =>
    between(tokensPerSecond(pick(slow)), tokensPerSecond(pick(usual)), tokensPerSecond(pick(fast)), because);
  return {
    step: times(({ step }) => step),
    perToken: times(({ perToken }) => perToken),
    firstToken: times(({ firstToken }) => firstToken),
    perRequest: rates(({ perRequest }) => perRequest),
    output: rates(({ output }) => output),
    total: rates(({ output }) => output * (1 + load.inputTokens / load.outputTokens)),
    tokensPerStep: given,
  };
}

function draftSeconds({ method, drafted }: Speculation, concurrent: number, end: "low" | "mid" | "high"): number {
  const at = { low: 0, mid: 1, high: 2 }[end];
  const { token, ofRequest } = drafting[method];
  return drafted * ((token[at] ?? 0) + concurrent * (ofRequest[at] ?? 0));
}

/** Seconds of a round of requests that go into reading their input: the time of a server without drafts outside of its output steps. */
function inputShare({ output, step }: Throughput, { concurrent, outputTokens }: ServedLoad, end: "low" | "mid" | "high"): number {
  const other = ({ low: "high", mid: "mid", high: "low" } as const)[end];
  return (concurrent * outputTokens) / output[end] - step[other] * outputTokens;
}
