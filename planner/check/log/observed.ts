import { type Observed, unobserved } from "../start-up-case.ts";

/** A number of a line, with or without thousands separators. */
const numeral = "([\\d][\\d,_]*(?:\\.\\d+)?)";
const pattern = (text: string) => new RegExp(text.replaceAll("N", numeral), "gi");
/** The same, also below 0: memory left for the cache in a start that then fails. */
const signed = (text: string) => new RegExp(text.replaceAll("N", `(-?${numeral.slice(1)}`), "gi");

/** Lines about memory of both engines. The first pattern that a log matches counts, and among several ranks the smallest number. */
const lines: Record<Exclude<keyof Observed, "needed">, RegExp[]> = {
  kvGiB: [
    signed("Available KV cache memory: N ?Gi?B"),
    signed("rest of the memory reserved for KV Cache is N ?Gi?B"),
    signed("available_kv_cache_memory[ =]+N ?Gi?B"),
    signed("kv_cache_size=N ?Gi?B"),
    pattern("reserved N ?GiB memory for KV Cache as specified"),
    pattern("Current kv cache memory in use is N ?GiB"),
    signed("larger than the available KV cache memory \\(N ?Gi?B\\)"),
  ],
  tokens: [pattern("KV cache size: N tokens"), pattern("tokens that can be stored in KV cache \\(N\\)")],
  concurrency: [pattern("Maximum concurrency for [\\d,]+ tokens per request: Nx")],
  weightsGiB: [
    pattern("model loading took N ?Gi?B"),
    pattern("Loading model weights took N ?Gi?B"),
    pattern("model weights take +N ?Gi?B"),
    pattern("Actual usage is N ?GiB for weight\\b"),
    pattern("weights memory: N ?GiB"),
  ],
  activationGiB: [
    pattern("PyTorch activation peak memory(?: takes)? +N ?Gi?B"),
    // Later releases include the CUDA graph estimate, and print weights and the rest together: that is not the activation peak.
    pattern("GiB for weight, N ?GiB for peak activation"),
    pattern("torch peak memory increase: N ?GiB"),
  ],
  nonTorchGiB: [
    pattern("non_torch_memory(?: takes)?[ =]+N ?Gi?B"),
    pattern("N ?GiB for non-torch memory"),
    pattern("non-torch forward increase memory: N ?GiB"),
  ],
  graphsGiB: [
    pattern("Estimated CUDA graph memory: N ?GiB"),
    pattern("Graph capturing finished in \\d+ secs?, took N ?GiB"),
    pattern("N ?GiB for CUDAGraph memory"),
  ],
};

const blocksLine = /# (?:GPU|cuda) blocks: ([\d,]+)/gi;
const bytesLine = /Current kv cache memory in use is ([\d,]+) bytes/gi;
const neededLine = /max seq len\s+\((\d+)\),\s+\(?([\d.]+) ?Gi?B KV\s+cache is needed/i;
const totalLines = [
  pattern("total_gpu_memory[\\s=]*\\(?N ?Gi?B"),
  pattern("Free memory on device[^(]*\\([\\d.]+/N ?GiB"),
  pattern("GPU \\d+ has a total capacity of N ?Gi?B"),
];

const numbers = (text: string, expression: RegExp) =>
  [...text.matchAll(expression)].map(([, value]) => Number((value ?? "").replaceAll(/[,_]/g, "")));

function first(text: string, expressions: RegExp[]): number | null {
  for (const expression of expressions) {
    const found = numbers(text, expression);
    if (found.length > 0) return Math.min(...found);
  }
  return null;
}

/** Memory of one GPU that a start reported, in GiB; null if it printed none. */
export const totalGiB = (text: string): number | null => first(text, totalLines);

/**
 * Memory that a start printed. If data-parallel engines print a cache each, the smallest counts: it is one engine's, as is the prediction.
 */
export function observe(text: string): Observed {
  const observed = { ...unobserved };
  for (const [name, expressions] of Object.entries(lines)) observed[name as keyof typeof lines] = first(text, expressions);
  // The first V0 printed PyTorch's total peak: weights and activations.
  const peak = first(text, [pattern("peak_torch_memory=N ?Gi?B")]);
  if (peak !== null && observed.weightsGiB !== null) observed.activationGiB ??= Number((peak - observed.weightsGiB).toFixed(2));
  const blocks = first(text, [blocksLine]);
  const bytes = first(text, [bytesLine]);
  const [, length, gib] = neededLine.exec(text) ?? [];
  const block = Number(/\bblock_size'?[=:] ?(\d+)/.exec(text)?.[1] ?? 16);
  return {
    ...observed,
    kvGiB: observed.kvGiB ?? (bytes === null ? null : bytes / 1024 ** 3),
    tokens: observed.tokens ?? (blocks === null ? null : blocks * block),
    needed: gib === undefined ? null : { gib: Number(gib), tokens: Number(length) },
  };
}
