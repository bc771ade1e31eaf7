import { readFlag, readFlags } from "../../vllm/flags.ts";
import type { AskedSettings } from "../../vllm/settings.ts";

/** Fields of the engine's configuration log line that are named like the flag, except for dashes. */
const fields = [
  "max_model_len",
  "tensor_parallel_size",
  "pipeline_parallel_size",
  "data_parallel_size",
  "decode_context_parallel_size",
  "enable_expert_parallel",
  "kv_cache_dtype",
  "kv_cache_memory_bytes",
  "enforce_eager",
  "block_size",
  "max_num_seqs",
  "max_num_batched_tokens",
  "gpu_memory_utilization",
  "cpu_offload_gb",
  "max_cudagraph_capture_size",
  "disable_hybrid_kv_cache_manager",
  "language_model_only",
];

/** `name=value` of a configuration, `'name': value` of arguments, or either in JSON; None and null mean unset. */
const fieldOf = (name: string) => new RegExp(`(?<![\\w.-])["']?${name}["']?(?:=|: ?)["']?([\\w.]+)`);
const described: [RegExp, string][] = [
  [/\bmax_seq_len=(\d+)/, "max-model-len"],
  ...fields.map((name): [RegExp, string] => [fieldOf(name), name]),
  [/\bmax_capture_size["']?: ?(\d+)/, "max-cudagraph-capture-size"],
  [/gpu_memory_utilization\s+\(?([\d.]+)/, "gpu-memory-utilization"],
  [/current --gpu-memory-utilization=([\d.]+)/, "gpu-memory-utilization"],
  [/GPU memory utilization (?:is )?\(([\d.]+), [\d.]+ ?GiB\)/i, "gpu-memory-utilization"],
  [/Setting kv cache block size to (\d+)/, "block-size"],
  [/with max_num_batched_tokens=(\d+)/, "max-num-batched-tokens"],
];

/** Other log lines that reveal a setting. */
const remarks: [RegExp, AskedSettings][] = [
  [/Using FlashInfer for top-p/, { sampler: "selecting" }],
  [/Directly load (?:the compiled graph|the \S+ graph|AOT compilation)/, { compiled: true }],
  [/Cache the graph (?:of|for)|Compiling a graph for/, { compiled: false }],
  [
    /Custom allreduce is disabled because (?:your platform lacks GPU P2P|this process group spans|it's not supported on more than two PCIe)/,
    { peerAccess: false },
  ],
  [/Using Marlin backend|Weight-only FP4 compression will be used leveraging the Marlin/i, { expertKernels: "marlin" }],
  [/Asynchronous scheduling is enabled/, { asyncScheduling: true }],
  [/Using DeepSeek's fp8_ds_mla KV cache format/, { kvCacheDtype: "fp8_ds_mla" }],
  [/use_fp4_indexer_cache["']?[=:] ?True|indexer_kv_dtype["']?[=:] ?["']?mxfp4/i, { fp4Indexer: true }],
  [/(?:speculative_config|SpeculativeConfig)\W.{0,120}?["']?method["']?[=:] ?["']?(?:\w*mtp|nextn|dspark)/i, { draft: true }],
];

/** Advice that V0 logs before it captures graphs; it looks like a setting. */
const advice = /set 'enforce_eager=True' or use '--enforce-eager'/g;

/** A logger record, as opposed to a typed command. */
const record = /\b(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\b/;

/** Command lines. A log record may mention flags as advice that were not given; the arguments that records echo are read separately. */
export const commandsOf = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !record.test(line) && /vllm serve|api_server|(?:^|\s)--[a-z]/.test(line))
    .join(" ");

/** Time of day, in seconds, of the first matching line. */
function clockOf(text: string, line: RegExp): number | undefined {
  const [, hours, minutes, seconds] = new RegExp(`(\\d\\d):(\\d\\d):(\\d\\d)[^\\n]*?${line.source}`).exec(text) ?? [];
  return seconds === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * Seconds between weights and cache that are too few for a compilation: it took 9 or more in every log that reports one, for models from
 * 0.6B.
 */
const tooShortToCompile = 8;

/** Whether the first step was profiled so soon after loading the weights that its kernels must have been cached. */
function profiledAtOnce(text: string): boolean {
  const [loaded, profiled] = [clockOf(text, /[Mm]odel loading took/), clockOf(text, /Available KV cache memory/)];
  return loaded !== undefined && profiled !== undefined && profiled >= loaded && profiled - loaded < tooShortToCompile;
}

/** Default batched tokens on smaller GPUs, where the server batches at most 256 requests. Source: `get_batch_defaults`, vLLM. */
const smallTier = { tokens: 2048, requests: 256 };

/** The settings of a start: from the command line, then from the engine's configuration log line. */
export function settingsOf(log: string): AskedSettings {
  const text = log.replaceAll(advice, "");
  const asked = readFlags(commandsOf(text));
  const settings = { ...asked };
  for (const [expression, flag] of described) {
    const value = expression.exec(text)?.[1];
    if (value !== undefined && !/^(?:None|null)$/.test(value)) Object.assign(settings, readFlag(flag, value));
  }
  // The GPU is often not named; the limit that the scheduler prints reveals it.
  if (
    asked.maxNumBatchedTokens === undefined &&
    settings.maxNumBatchedTokens === smallTier.tokens &&
    !/max_num_batched_tokens'?: ?\d/.test(text)
  )
    settings.maxNumSeqs ??= smallTier.requests;
  if (profiledAtOnce(text)) settings.compiled = true;
  for (const [remark, found] of remarks) if (remark.test(text)) Object.assign(settings, found);
  return settings;
}
