import { usableGiB } from "../../catalog/gpus.ts";
import { readRelease, since } from "../vllm/release.ts";
import { buildDoubt } from "./doubts.ts";
import { gibByGraphs, matchGpu } from "./gpu-name.ts";
import { observe, totalGiB } from "./log/observed.ts";
import { type Refusal, refusalOf } from "./log/refusal.ts";
import { commandsOf, settingsOf } from "./log/settings.ts";
import { quantizationIn } from "./quantization-said.ts";
import type { Input, Observed, StartUpCase } from "./start-up-case.ts";

const engineLine = /Initializing an? (?:V[01] )?LLM engine \(v([^)]*)\) with config/i;
/** A data-parallel engine beside the first, which prints what the first prints. */
const anotherEngine = /EngineCore_DP[1-9]/;
/** What logs say of ranks beside the first. */
const otherRank = /Worker_(?:[A-Z]+\d+_)*[A-Z]+[1-9]|VllmWorker(?:Process)? |RayWorkerWrapper|EngineCore_DP[1-9]|rank=?[ :]?[1-9]/;
/** Colours and other orders to a terminal, as such or as JSON writes them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what begins them
const escapes = /(?:\u001b|\\u001b|\\x1b)\[[\d;?]*[A-Za-z]/g;

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
 * Reads start-up logs of vLLM, of either engine, with whatever a container runtime or a terminal put before each line; a file may hold
 * several starts.
 * @throws RangeError where the text holds no line about memory, and none of a refusal.
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
      `${id}: no vLLM start-up log: no line about weights, KV cache or a refusal; accepted: logs with "Available KV cache memory", "# GPU blocks", "CUDA out of memory" and the like, or a CSV`,
    );
  return starts.length === 1 ? starts.map((start) => ({ ...start, id })) : starts;
}

/** A pool below 0 is a refusal, though the line that says so may not have been kept. */
function withoutPool({ kvGiB, tokens }: Observed): Refusal | null {
  if (kvGiB !== null && kvGiB <= 0) return { kind: "no room", said: `${kvGiB} GiB are left for the cache` };
  return tokens === 0 ? { kind: "no room", said: "no block is left for the cache" } : null;
}

/** One part for each line in which an engine names itself; what stands before the first belongs to it. */
function splitStarts(text: string): string[] {
  const all = text.split("\n");
  const marks = all.flatMap((line, at) => (engineLine.test(line) && !anotherEngine.test(line) ? [at] : []));
  return marks.length <= 1 ? [text] : marks.map((_mark, i) => all.slice(i === 0 ? 0 : marks[i], marks[i + 1]).join("\n"));
}

/** A line that 0.6.4 alone printed of the wheels from 0.6.3 to 0.6.6. Source: `determine_num_available_blocks`, vLLM 0.6.4 `worker/worker.py`. */
const firstResults = /Memory profiling results: total_gpu_memory=/;

/** Text that names a release: the engine, the server, the banner, or the tag of the image. */
function releaseOf(text: string, config: string): string {
  const stated =
    /(?:LLM engine|API server version|vLLM version)[ (]*v?([\w.+]+)/i.exec(text)?.[1] ??
    /\bversion v?(0\.\d+\.\d+\S*)/.exec(text)?.[1] ??
    /vllm-openai[\w-]*:v(\d+\.\d+\.\d+)/.exec(text)?.[1] ??
    (firstResults.test(text) ? "0.6.4" : "");
  // V0 alone split its memory up by these words.
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
    if (otherRank.test(text)) missing.push("parallel layout");
    else assumed.push("one GPU, because no other rank prints");
  }
  if (settings.utilization === undefined) assumed.push("the default utilisation of the release");
  const given = commandsOf(text) !== "" || /non-default args|args: Namespace/.test(text);
  if (!given && settings.maxNumBatchedTokens === undefined) assumed.push("the default batch limits of the release");
  const stated = hints.gpuGiB ?? totalGiB(text) ?? (hints.gpu ? usableGiB(hints.gpu) : null);
  const gpuGiB = stated ?? gibByGraphs(text);
  if (stated === null && gpuGiB !== null) assumed.push(`a GPU of ${gpuGiB} GiB, by what its CUDA graphs are worth`);
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
