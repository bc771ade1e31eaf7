import { readFlag, readFlags } from "../../engine/flags.ts";
import type { AskedSettings } from "../../engine/settings.ts";

/** Fields of an engine's description of itself that are called as the flag, but for dashes. */
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

/** `name=value` of a configuration, `'name': value` of arguments, or either in JSON; None and null say nothing. */
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

/** What else a log says of what was chosen. */
const remarks: [RegExp, AskedSettings][] = [
  [/Using FlashInfer for top-p/, { sampler: "selecting" }],
  [/Using Marlin backend|Weight-only FP4 compression will be used leveraging the Marlin/i, { expertKernels: "marlin" }],
  [/Asynchronous scheduling is enabled/, { asyncScheduling: true }],
  [/Using DeepSeek's fp8_ds_mla KV cache format/, { kvCacheDtype: "fp8_ds_mla" }],
  [/use_fp4_indexer_cache["']?[=:] ?True|indexer_kv_dtype["']?[=:] ?["']?mxfp4/i, { fp4Indexer: true }],
  [/(?:speculative_config|SpeculativeConfig)\W.{0,120}?["']?method["']?[=:] ?["']?(?:\w*mtp|nextn|dspark)/i, { draft: true }],
];

/** What V0 suggests before it captures graphs, in the words of a setting. */
const advice = /set 'enforce_eager=True' or use '--enforce-eager'/g;

/** A record of a logger, and not a line that someone typed. */
const record = /\b(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)\b/;

/** Lines of commands. A record may name flags as advice, which nobody gave: the arguments that it repeats are read apart. */
export const commandsOf = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !record.test(line) && /vllm serve|api_server|(?:^|\s)--[a-z]/.test(line))
    .join(" ");

/** The settings of a start: as commanded, then as the engine describes itself. */
export function settingsOf(log: string): AskedSettings {
  const text = log.replaceAll(advice, "");
  const settings = readFlags(commandsOf(text));
  for (const [expression, flag] of described) {
    const value = expression.exec(text)?.[1];
    if (value !== undefined && !/^(?:None|null)$/.test(value)) Object.assign(settings, readFlag(flag, value));
  }
  for (const [remark, found] of remarks) if (remark.test(text)) Object.assign(settings, found);
  return settings;
}
