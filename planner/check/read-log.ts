import { usableGiB } from "../../catalog/gpus.ts";
import { readFlag, readFlags } from "../engine/flags.ts";
import { readRelease, since } from "../engine/release.ts";
import type { AskedSettings } from "../engine/settings.ts";
import { matchGpu } from "./gpu-name.ts";
import { type Input, type Observed, type StartUpCase, unobserved } from "./start-up-case.ts";

/** A number of a line, with or without thousands separators. */
const numeral = "([\\d][\\d,_]*(?:\\.\\d+)?)";
const pattern = (text: string) => new RegExp(text.replaceAll("N", numeral), "gi");

/** Lines that both engines print of memory, oldest wording last; the smallest number of several ranks counts for a pool. */
const lines: Record<Exclude<keyof Observed, "needed">, RegExp[]> = {
  kvGiB: [
    pattern("Available KV cache memory: N ?Gi?B"),
    pattern("rest of the memory reserved for KV Cache is N ?Gi?B"),
    pattern("available_kv_cache_memory[ =]+N ?Gi?B"),
    pattern("reserved N ?GiB memory for KV Cache as specified"),
    pattern("larger than the available KV cache memory \\(N ?GiB\\)"),
  ],
  tokens: [pattern("KV cache size: N tokens")],
  concurrency: [pattern("Maximum concurrency for [\\d,]+ tokens per request: Nx")],
  weightsGiB: [
    pattern("model loading took N ?Gi?B"),
    pattern("Loading model weights took N ?Gi?B"),
    pattern("model weights take +N ?Gi?B"),
    pattern("weights memory: N ?GiB"),
  ],
  activationGiB: [pattern("PyTorch activation peak memory(?: takes)? +N ?Gi?B"), pattern("torch peak memory increase: N ?GiB")],
  nonTorchGiB: [pattern("non_torch_memory(?: takes)? +N ?Gi?B"), pattern("non-torch forward increase memory: N ?GiB")],
  graphsGiB: [pattern("Estimated CUDA graph memory: N ?GiB"), pattern("Graph capturing finished in \\d+ secs?, took N ?GiB")],
};

const blocksLine = /# (?:GPU|cuda) blocks: ([\d,]+)/gi;
const engineLine = /Initializing an? (?:V[01] )?LLM engine \(v([^)]*)\) with config/i;
const neededLine = /max seq len \((\d+)\), \(?([\d.]+) ?GiB KV cache is needed/i;
const totalLines = [pattern("total_gpu_memory\\s*\\(?N ?Gi?B"), pattern("Free memory on device[^(]*\\([\\d.]+/N ?GiB")];

/** What the engine's own description of itself is called, and the flag of the same meaning. */
const described: [RegExp, string][] = [
  [/\bmax_seq_len=(\d+)/, "max-model-len"],
  [/\btensor_parallel_size=(\d+)/, "tensor-parallel-size"],
  [/\bpipeline_parallel_size=(\d+)/, "pipeline-parallel-size"],
  [/\bdata_parallel_size=(\d+)/, "data-parallel-size"],
  [/\bdecode_context_parallel_size=(\d+)/, "decode-context-parallel-size"],
  [/\bkv_cache_dtype=([\w]+)/, "kv-cache-dtype"],
  [/\benforce_eager=(True|False)/, "enforce-eager"],
  [/\bblock_size'?[=:] ?(\d+)/, "block-size"],
  [/(?:with max_num_batched_tokens|max_num_batched_tokens)=(\d+)/, "max-num-batched-tokens"],
  [/'?max_num_seqs'?[=:] ?(\d+)/, "max-num-seqs"],
  [/'?gpu_memory_utilization'?[=:] ?([\d.]+)/, "gpu-memory-utilization"],
  [/gpu_memory_utilization\s+\(?([\d.]+)/, "gpu-memory-utilization"],
  [/current --gpu-memory-utilization=([\d.]+)/, "gpu-memory-utilization"],
  [/'max_num_batched_tokens': (\d+)/, "max-num-batched-tokens"],
  [/'enable_expert_parallel': (True|False)/, "enable-expert-parallel"],
  [/'max_model_len': (\d+)/, "max-model-len"],
];

/** What a caller knows that no log prints. */
export interface LogHints {
  /** A GPU of the catalog. */
  gpu?: string | undefined;
  /** Memory of one GPU that vLLM sees, in GiB. */
  gpuGiB?: number | undefined;
  /** Model, where the log names a folder. */
  model?: string | undefined;
}

/**
 * Reads start-up logs of vLLM, of either engine; a file may hold several starts.
 * @throws RangeError where the text holds no line about memory.
 */
export function readLog(text: string, id: string, hints: LogHints = {}): StartUpCase[] {
  const starts = splitStarts(text).flatMap((part, at) => {
    const observed = observe(part);
    return Object.values(observed).every((value) => value === null) ? [] : [readStart(part, `${id}#${at + 1}`, observed, hints)];
  });
  if (starts.length === 0)
    throw new RangeError(
      `${id}: no vLLM start-up log: no line about weights or KV cache; accepted are logs with "Available KV cache memory", "# GPU blocks" and the like, or a CSV`,
    );
  return starts.length === 1 ? starts.map((start) => ({ ...start, id })) : starts;
}

/** One part for each line in which an engine names itself; what stands before the first belongs to it. */
function splitStarts(text: string): string[] {
  const all = text.split("\n");
  const marks = all.flatMap((line, at) => (engineLine.test(line) ? [at] : []));
  return marks.length <= 1 ? [text] : marks.map((_mark, i) => all.slice(i === 0 ? 0 : marks[i], marks[i + 1]).join("\n"));
}

const numbers = (text: string, expression: RegExp) =>
  [...text.matchAll(expression)].map(([, value]) => Number((value ?? "").replaceAll(/[,_]/g, "")));

function first(text: string, expressions: RegExp[]): number | null {
  for (const expression of expressions) {
    const found = numbers(text, expression);
    if (found.length > 0) return Math.min(...found);
  }
  return null;
}

function observe(text: string): Observed {
  const observed = { ...unobserved };
  for (const [name, expressions] of Object.entries(lines)) observed[name as keyof typeof lines] = first(text, expressions);
  const blocks = first(text, [blocksLine]);
  const [, length, gib] = neededLine.exec(text) ?? [];
  const block = Number(/\bblock_size'?[=:] ?(\d+)/.exec(text)?.[1] ?? 16);
  return {
    ...observed,
    tokens: observed.tokens ?? (blocks === null ? null : blocks * block),
    needed: gib === undefined ? null : { gib: Number(gib), tokens: Number(length) },
  };
}

function readStart(text: string, id: string, observed: Observed, hints: LogHints): StartUpCase {
  const missing: Input[] = [];
  const assumed: string[] = [];
  const config = text.split("\n").find((line) => engineLine.test(line)) ?? "";
  const commands = text
    .split("\n")
    .filter((line) => /vllm serve|api_server|non-default args|args: Namespace|--[a-z-]+/.test(line))
    .join(" ");
  const settings: AskedSettings = readFlags(commands);
  for (const [expression, flag] of described) {
    const value = expression.exec(text)?.[1];
    if (value !== undefined) Object.assign(settings, readFlag(flag, value));
  }
  const stated = /(?:LLM engine|API server version|vLLM version)[ (]*v?([\w.+]+)/i.exec(text)?.[1] ?? "";
  // V0 alone split its memory up by these words.
  const v0 = /worker\.py:\d+\].*(PyTorch activation peak memory|memory reserved for KV Cache)/i.test(text);
  const release = `${stated}${/Initializing a V1/i.test(config) ? " V1" : v0 ? " V0" : ""}`;
  settings.release = readRelease(release);
  if (/Using FlashInfer for top-p/.test(text)) settings.sampler = "selecting";
  if (/fall(ing)? back to the PyTorch-native implementation of top-p/i.test(text) && !since(settings.release, 16))
    settings.sampler = "sorting";
  if (/Using Marlin backend|Weight-only FP4 compression will be used leveraging the Marlin/i.test(text)) settings.expertKernels = "marlin";
  const longest = /Maximum concurrency for ([\d,]+) tokens/.exec(text)?.[1];
  if (longest !== undefined) settings.maxModelLen ??= Number(longest.replaceAll(",", ""));
  if (!settings.release.known) missing.push("vLLM release");
  if (settings.maxModelLen === undefined) missing.push("max model length");
  if (settings.tensorParallel === undefined) {
    if (/Worker_TP[1-9]|VllmWorker(Process)? |rank=?[ :]?[1-9]/.test(text)) missing.push("parallel layout");
    else assumed.push("one GPU, because no other rank prints");
  }
  if (settings.utilization === undefined) assumed.push("the default utilisation of the release");
  if (commands === "") assumed.push("the default batch limits of the release");
  const gpuGiB = hints.gpuGiB ?? first(text, totalLines) ?? (hints.gpu ? usableGiB(hints.gpu) : null);
  if (gpuGiB === null) missing.push("GPU memory");
  const model = /\bmodel(?:_tag)?'?[=:] ?'([^']+)'/.exec(config || text)?.[1] ?? /vllm serve +([^\s-][^\s]*)/.exec(text)?.[1] ?? "";
  return {
    id,
    names: [hints.model ?? "", model],
    gpuName: hints.gpu ?? matchGpu(text.slice(0, 20_000)) ?? "",
    gpuGiB,
    release,
    settings,
    missing,
    assumed,
    observed,
  };
}
