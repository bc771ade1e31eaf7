import { commandWords, givenFlags } from "../../catalog/vllm-arguments.ts";
import type { AskedSettings } from "./settings.ts";

/** Parses one flag's value. */
type Reader = (value: string) => AskedSettings;

const number = (value: string) => Number(value.replaceAll(/[,_]/g, ""));
const whole =
  (key: keyof AskedSettings): Reader =>
  (value) =>
    Number.isFinite(humanNumber(value)) ? { [key]: humanNumber(value) } : {};

/** vLLM parses `32k` as thousands and `32K` as multiples of 1024. Source: `human_readable_int`, vLLM. */
function humanNumber(value: string): number {
  const [, digits, unit] = /^([\d.,_]+)([kKmMgG]?)$/.exec(value) ?? [];
  if (digits === undefined) return Number.NaN;
  const scale = { k: 1e3, m: 1e6, g: 1e9, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[unit as "k"] ?? 1;
  return Math.round(number(digits) * scale);
}

const yes = (value: string) => !/^(false|0|no)$/i.test(value);
const speculative: Reader = (value) => ({ draft: /mtp|nextn|dspark/i.test(value) });

/** Memory-related flags, without dashes, under every name that vLLM has accepted. */
const readers: Record<string, Reader> = {
  "tensor-parallel-size": whole("tensorParallel"),
  tp: whole("tensorParallel"),
  "pipeline-parallel-size": whole("pipelineParallel"),
  pp: whole("pipelineParallel"),
  "data-parallel-size": whole("dataParallel"),
  dp: whole("dataParallel"),
  "decode-context-parallel-size": whole("decodeContextParallel"),
  dcp: whole("decodeContextParallel"),
  "enable-expert-parallel": (value) => ({ expertParallel: yes(value) }),
  ep: (value) => ({ expertParallel: yes(value) }),
  "max-model-len": whole("maxModelLen"),
  "max-seq-len": whole("maxModelLen"),
  "max-num-seqs": whole("maxNumSeqs"),
  "max-num-batched-tokens": whole("maxNumBatchedTokens"),
  "gpu-memory-utilization": (value) => ({ utilization: number(value) }),
  "block-size": whole("blockTokens"),
  "kv-cache-dtype": (value) => ({ kvCacheDtype: value }),
  "kv-cache-memory-bytes": (value) => ({ kvCacheGiB: humanNumber(value) / 1024 ** 3 }),
  "kv-cache-memory": (value) => ({ kvCacheGiB: humanNumber(value) / 1024 ** 3 }),
  "enforce-eager": (value) => ({ eager: yes(value) }),
  "cpu-offload-gb": (value) => ({ cpuOffloadGiB: number(value) }),
  "async-scheduling": (value) => ({ asyncScheduling: yes(value) }),
  "no-async-scheduling": () => ({ asyncScheduling: false }),
  "disable-hybrid-kv-cache-manager": (value) => ({ hybridCache: !yes(value) }),
  "language-model-only": (value) => ({ languageOnly: yes(value) }),
  "speculative-config": speculative,
  "cuda-graph-sizes": (value) => ({ largestGraph: Math.max(...value.split(/[ ,]+/).map(Number)) }),
  "max-cudagraph-capture-size": whole("largestGraph"),
};

/** Remarks in tables of logs other than flags. */
const remarks: [RegExp, AskedSettings][] = [
  [/use_fp4_indexer_cache(?!\s*[=:"']*\s*false)|indexer_kv_dtype["'=:\s]*mxfp4/i, { fp4Indexer: true }],
  [/\bEP\b|expert.parallel/i, { expertParallel: true }],
  [/\bMTP\d*\b|\bDSpark\b/i, { draft: true }],
  [/enforce_eager(?!\s*=\s*False)|cudagraph_mode["':=\s]*NONE/, { eager: true }],
  [/cuda\s?graph size 1\b/i, { largestGraph: 1 }],
  [/\bLLM\(/, { caller: "code" }],
  [/text-only/i, { languageOnly: true }],
  [/deep_gemm_mega_moe/i, { megaExperts: true }],
  [/VLLM_USE_FLASHINFER_SAMPLER["':= ]+(?:1|true)\b|flashinfer sampling/i, { sampler: "selecting" }],
  [/\bsampler["':= ]+sorting\b/i, { sampler: "sorting" }],
  [/\bsampler["':= ]+selecting\b/i, { sampler: "selecting" }],
  [/no (?:P2P|peer access)\b/i, { peerAccess: false }],
  [/\bcompiled["':= ]+true\b/i, { compiled: true }],
  [/\bcompiled["':= ]+false\b/i, { compiled: false }],
];

/**
 * Settings from a command line, or from its text in a table. Flags unrelated to memory are ignored, and so are values that cannot be
 * parsed.
 */
export function readFlags(text: string): AskedSettings {
  const found: AskedSettings = {};
  for (const [remark, settings] of remarks) if (remark.test(text)) Object.assign(found, settings);
  for (const { name, value = "" } of givenFlags(commandWords(text))) Object.assign(found, readFlag(name, value));
  for (const [, name, value] of text.matchAll(
    /\b(max_num_batched_tokens|max_num_seqs|max_model_len|cpu_offload_gb|block_size)[=\s:]+(\d+)/gi,
  ))
    Object.assign(found, readFlag(name ?? "", value ?? ""));
  return found;
}

/** Settings from one option by name, in any spelling: tables and logs have Python fields besides flags. */
export function readFlag(name: string, value: string): AskedSettings {
  const reader = readers[name.toLowerCase().replaceAll("_", "-")];
  return reader ? reader(value.replace(/^['"]|[;,'"]+$/g, "")) : {};
}
