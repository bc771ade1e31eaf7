import { usableGiB } from "../../catalog/gpus.ts";
import { readRelease, since } from "../vllm/release.ts";
import { buildDoubt } from "./doubts.ts";
import { gibByGraphs, matchGpu } from "./gpu-name.ts";
import { observe, totalGiB } from "./log/observed.ts";
import { type Refusal, refusalOf } from "./log/refusal.ts";
import { commandsOf, settingsOf } from "./log/settings.ts";
import type { Input, Observed, StartUpCase } from "./start-up-case.ts";
import { quantizationIn } from "./stated-quantization.ts";

const engineLine = /Initializing an? (?:V[01] )?LLM engine \(v([^)]*)\) with config/i;
/** A data-parallel engine other than the first, which prints the same as the first. */
const anotherEngine = /EngineCore_DP[1-9]/;
/** Names of ranks other than the first in logs. */
const anotherRank = /Worker_(?:[A-Z]+\d+_)*[A-Z]+[1-9]|VllmWorker(?:Process)? |RayWorkerWrapper|EngineCore_DP[1-9]|rank=?[ :]?[1-9]/;
/** Colors and other terminal escape sequences, raw or JSON-escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with the escape character
const escapes = /(?:\u001b|\\u001b|\\x1b)\[[\d;?]*[A-Za-z]/g;

/** Information that logs do not contain. */
export interface LogHints {
  /** A GPU of the catalog. */
  gpu?: string | undefined;
  /** Memory of one GPU that vLLM sees, in GiB. */
  gpuGiB?: number | undefined;
  /** Model, if the log names a directory. */
  model?: string | undefined;
}

/**
 * Reads start-up logs of vLLM, of either engine, with any prefix that a container runtime or a terminal put before each line; a file may
 * contain several starts.
 * @throws RangeError if the text has no line about memory, and none about a failed start.
 */
export function readLog(text: string, id: string, hints: LogHints = {}): StartUpCase[] {
  const starts = splitStarts(text.replaceAll(escapes, "").replaceAll("\r", "\n")).flatMap((part, at) => {
    const observed = observe(part);
    const refusal = refusalOf(part) ?? withoutPool(observed);
    const silent = refusal === null && Object.values(observed).every((value) => value === null);
    return silent ? [] : [readStart(part, `${id}#${at + 1}`, { observed, refusal }, hints)];
  });
  if (starts.length === 0)
    throw new RangeError(
      `${id}: not a vLLM start-up log: no line about weights, KV cache or a failed start; accepted: logs with "Available KV cache memory", "# GPU blocks", "CUDA out of memory" and the like, or a CSV`,
    );
  return starts.length === 1 ? starts.map((start) => ({ ...start, id })) : starts;
}

/** A pool below 0 means a failed start, even if the log does not contain that line. */
function withoutPool({ kvGiB, tokens }: Observed): Refusal | null {
  if (kvGiB !== null && kvGiB <= 0) return { kind: "no room", said: `${kvGiB} GiB are left for the cache` };
  return tokens === 0 ? { kind: "no room", said: "no block is left for the cache" } : null;
}

/** One part per line in which an engine identifies itself; lines before the first belong to it. */
function splitStarts(text: string): string[] {
  const all = text.split("\n");
  const marks = all.flatMap((line, at) => (engineLine.test(line) && !anotherEngine.test(line) ? [at] : []));
  return marks.length <= 1 ? [text] : marks.map((_mark, i) => all.slice(i === 0 ? 0 : marks[i], marks[i + 1]).join("\n"));
}

/**
 * A line that only 0.6.4 printed, of the wheels from 0.6.3 to 0.6.6. Source: `determine_num_available_blocks`, vLLM 0.6.4
 * `worker/worker.py`.
 */
const firstResults = /Memory profiling results: total_gpu_memory=/;

/** Text that states the release: of the engine, the server, the banner, or the image tag. */
function releaseOf(text: string, config: string): string {
  const stated =
    /(?:LLM engine|API server version|vLLM version)[ (]*v?([\w.+]+)/i.exec(text)?.[1] ??
    /\bversion v?(0\.\d+\.\d+\S*)/.exec(text)?.[1] ??
    /vllm-openai[\w-]*:v(\d+\.\d+\.\d+)/.exec(text)?.[1] ??
    (firstResults.test(text) ? "0.6.4" : "");
  // Only V0 used these words for its memory split.
  const v0 = /worker\.py:\d+\].*(PyTorch activation peak memory|memory reserved for KV Cache)/i.test(text);
  return `${stated}${/Initializing a V1/i.test(config) ? " V1" : v0 ? " V0" : ""}`;
}

function readStart(
  text: string,
  id: string,
  { observed, refusal }: { observed: Observed; refusal: Refusal | null },
  hints: LogHints,
): StartUpCase {
  const missing: Input[] = [];
  const assumed: string[] = [];
  const config = text.split("\n").find((line) => engineLine.test(line)) ?? "";
  const settings = settingsOf(text);
  const release = releaseOf(text, config);
  settings.release = readRelease(release);
  if (/fall(ing)? back to the PyTorch-native implementation of top-p/i.test(text) && !since(settings.release, 16))
    settings.sampler = "sorting";
  const longest = /Maximum concurrency for ([\d,]+) tokens/.exec(text)?.[1];
  if (longest !== undefined) settings.maxModelLen ??= Number(longest.replaceAll(",", ""));
  const refusedLength = /max seq len\s+\((\d+)\)/.exec(text)?.[1];
  if (refusedLength !== undefined) settings.maxModelLen ??= Number(refusedLength);
  if (!settings.release.known) missing.push("vLLM release");
  const build = buildDoubt(release);
  if (build) missing.push(build);
  if (settings.maxModelLen === undefined) missing.push("max model length");
  if (settings.tensorParallel === undefined) {
    if (anotherRank.test(text)) missing.push("parallel layout");
    else assumed.push("one GPU, because no other rank logs anything");
  }
  if (settings.utilization === undefined) assumed.push("the default utilization of the release");
  const given = commandsOf(text) !== "" || /non-default args|args: Namespace/.test(text);
  if (!given && settings.maxNumBatchedTokens === undefined) assumed.push("the default batch limits of the release");
  const stated = hints.gpuGiB ?? totalGiB(text) ?? (hints.gpu ? usableGiB(hints.gpu) : null);
  const gpuGiB = stated ?? gibByGraphs(text);
  if (stated === null && gpuGiB !== null) assumed.push(`a GPU of ${gpuGiB} GiB, derived from its CUDA graphs`);
  if (gpuGiB === null) missing.push("GPU memory");
  return {
    id,
    names: [hints.model ?? "", modelOf(text, config)],
    quantization: quantizationIn(config || commandsOf(text)),
    gpuName: hints.gpu ?? matchGpu(text.slice(0, 20_000)) ?? "",
    gpuGiB,
    release,
    settings,
    missing,
    assumed,
    observed,
    refusal,
  };
}

const modelOf = (text: string, config: string): string =>
  /\bmodel(?:_tag)?'?[=:] ?'([^']+)'/.exec(config || text)?.[1] ??
  /vllm serve +([^\s-][^\s]*)/.exec(text)?.[1] ??
  /--model[ =]+["']?([^\s"']+)/.exec(text)?.[1] ??
  "";
