import { usableGiB } from "../../catalog/gpus.ts";
import { readFlags } from "../vllm/flags.ts";
import { readRelease } from "../vllm/release.ts";
import type { AskedSettings } from "../vllm/settings.ts";
import { parseCsv } from "./csv.ts";
import { buildDoubt } from "./doubts.ts";
import { matchGpu, statedGiB } from "./gpu-name.ts";
import type { Refusal } from "./log/refusal.ts";
import { type Input, type StartUpCase, unobserved } from "./start-up-case.ts";
import { quantizationIn } from "./stated-quantization.ts";

/** Columns that a table of start-up logs must have. */
const required = ["id", "model"];

/** All other columns that are read. */
export const columns = [
  "hf_repo",
  "gpu",
  "gpu_total_gib",
  "n_gpus",
  "tp",
  "pp",
  "dp",
  "ep",
  "flags",
  "max_model_len",
  "gpu_memory_utilization",
  "kv_dtype",
  "weights_gib",
  "activation_gib",
  "non_torch_gib",
  "cudagraph_gib",
  "kv_gib",
  "num_blocks",
  "block_size",
  "tokens",
  "max_concurrency",
  "vllm",
  "quality",
];

/**
 * Reads a table of start-up logs, one per row.
 * @throws RangeError if a required column is missing, or a value is not a number.
 */
export function readTable(text: string): StartUpCase[] {
  const rows = parseCsv(text);
  const lacking = required.filter((column) => rows[0] && !(column in rows[0]));
  if (rows.length === 0 || lacking.length > 0)
    throw new RangeError(
      `not a table of start-up logs: ${rows.length === 0 ? "no row" : `column ${lacking.join(", ")} missing`}; accepted columns: ${[...required, ...columns].join(", ")}`,
    );
  return rows.map(readRow);
}

function readRow(row: Record<string, string>): StartUpCase {
  const cell = (column: string) => row[column] ?? "";
  const number = (column: string): number | null => {
    if (cell(column) === "") return null;
    const value = Number(cell(column).replaceAll(",", ""));
    if (!Number.isFinite(value)) throw new RangeError(`case ${cell("id")}: ${column} is "${cell(column)}"; accepted: a number`);
    return value;
  };
  const missing: Input[] = [];
  const assumed: string[] = [];
  const remarks = `${cell("flags")} ${cell("quality")}`;
  const { sampler, peerAccess, compiled } = readFlags(cell("quality"));
  const settings: AskedSettings = {
    ...defined({ sampler, peerAccess, compiled }),
    ...readFlags(cell("flags")),
    ...layoutOf(number, missing, assumed),
  };
  const dtype = /\b(fp8_ds_mla|nvfp4_ds_mla|fp8_e4m3|fp8_e5m2|fp8|nvfp4|bf16|bfloat16|auto)/.exec(cell("kv_dtype"))?.[1];
  if (dtype !== undefined) settings.kvCacheDtype ??= dtype === "bf16" ? "bfloat16" : dtype;
  else if (settings.kvCacheDtype === undefined) missing.push("KV dtype");
  const maxModelLen = number("max_model_len");
  if (maxModelLen !== null) settings.maxModelLen = maxModelLen;
  else if (settings.maxModelLen === undefined) missing.push("max model length");
  const utilization = number("gpu_memory_utilization");
  if (utilization !== null) settings.utilization = utilization;
  else if (settings.utilization === undefined) missing.push("utilization");
  const block = number("block_size");
  if (block !== null) settings.blockTokens ??= block;
  if (!/--|\w+=|\w+ \d/.test(cell("flags"))) missing.push("flags");
  const release = readRelease(cell("vllm"));
  settings.release = release;
  if (!release.known) missing.push("vLLM release");
  if (/inferred/.test(cell("hf_repo"))) missing.push("model");
  const build = buildDoubt(`${cell("vllm")} ${cell("kv_dtype")}`);
  if (build) missing.push(build);
  if (/ascend|npu|rocm|mi3\d\d/i.test(`${cell("gpu")} ${cell("vllm")}`)) missing.push("NVIDIA GPU");
  if (/dspark|eagle/i.test(remarks)) missing.push("draft model");
  const gpuName = matchGpu(cell("gpu"));
  const gpuGiB = number("gpu_total_gib") ?? (gpuName ? usableOf(cell("gpu"), gpuName, assumed) : statedGiB(cell("gpu")));
  if (gpuGiB === null) missing.push("GPU memory");
  if (new Set([...cell("gpu").matchAll(/(\d{4,6}) ?MiB/g)].map(([, mib]) => mib)).size > 1) {
    missing.push("GPU memory");
    assumed.push("the memory of the first GPU, which is not that of the others");
  }
  const [, gib, tokens] = /([\d.]+) GiB needed for ([\d,]+) tokens/.exec(cell("quality")) ?? [];
  const blocks = number("num_blocks");
  return {
    id: cell("id"),
    names: [cell("hf_repo"), cell("model")],
    quantization: quantizationIn(cell("flags")),
    gpuName: gpuName ?? cell("gpu"),
    gpuGiB,
    release: cell("vllm"),
    settings,
    missing,
    assumed,
    observed: {
      ...unobserved,
      kvGiB: number("kv_gib"),
      tokens: number("tokens") ?? (blocks === null ? null : blocks * (block ?? 16)),
      concurrency: number("max_concurrency"),
      needed: gib === undefined || tokens === undefined ? null : { gib: Number(gib), tokens: Number(tokens.replaceAll(",", "")) },
      weightsGiB: number("weights_gib"),
      activationGiB: number("activation_gib"),
      nonTorchGiB: number("non_torch_gib"),
      graphsGiB: number("cudagraph_gib"),
    },
    refusal: refusalIn(cell("quality"), number("kv_gib")),
  };
}

/** Settings that are given. */
const defined = (settings: AskedSettings): AskedSettings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/** A failed start according to a remark: in words, by a need that was not met, or by a pool below 0. */
function refusalIn(remark: string, pool: number | null): Refusal | null {
  const [said] = /\b(?:refused\b|no (?:available )?memory for)[^;]*/i.exec(remark) ?? [];
  const needed = /[\d.]+ GiB needed for [\d,]+ tokens/.exec(remark)?.[0];
  if (pool !== null && pool <= 0) return { kind: "no room", said: said ?? `a pool of ${pool} GiB` };
  if (needed !== undefined) return { kind: "too long", said: needed };
  if (said === undefined) return null;
  return { kind: /out of memory/i.test(remark) ? "out of memory" : /no (?:available )?memory/i.test(said) ? "no room" : "too long", said };
}

/** Memory of a GPU that is known only by name. */
function usableOf(text: string, name: string, assumed: string[]): number {
  assumed.push(`the usual memory of ${name}`);
  return statedGiB(text) ?? usableGiB(name);
}

/** Parallel sizes; GPUs that no size accounts for are assumed to be data-parallel ranks. */
function layoutOf(number: (column: string) => number | null, missing: Input[], assumed: string[]): AskedSettings {
  const [gpus, tensor, pipeline, data, expert] = ["n_gpus", "tp", "pp", "dp", "ep"].map(number) as [
    number | null,
    number | null,
    number | null,
    number | null,
    number | null,
  ];
  const layout: AskedSettings = {};
  if (tensor !== null) layout.tensorParallel = tensor;
  if (pipeline !== null) layout.pipelineParallel = pipeline;
  if (data !== null) layout.dataParallel = data;
  if (expert !== null && expert >= 1) layout.expertParallel = true;
  if (tensor === null && (gpus ?? 2) > 1) missing.push("parallel layout");
  const counted = (tensor ?? 1) * (pipeline ?? 1) * (data ?? 1);
  if (gpus !== null && tensor !== null && counted < gpus) {
    missing.push("parallel layout");
    layout.dataParallel = Math.max(1, Math.floor(gpus / (tensor * (pipeline ?? 1))));
    assumed.push(`data parallel ${layout.dataParallel}, because ${gpus} GPUs are more than ${counted}`);
  }
  return layout;
}
