import type { KeepSpec } from "../keep-spec.ts";
import { socketPath } from "../names.ts";
import { recipeFor } from "./recipe-flags.ts";
import { kvCacheBytes } from "./server-resources.ts";
import { isAllowedArgument, leaderAddress, modelArgument, workerIndex } from "./vllm-flags.ts";

/** Share of a GPU's memory that vLLM may use; vLLM's default and what the planner reckons with. Source: `CacheConfig`, vLLM 0.33.0. */
const gpuMemoryUtilization = "0.92";

/** Most requests that are decoded together. The planner's memory holds for vLLM's own default, which is this or more on every GPU. */
const mostSequences = 256;

/** A slot in addition to those of the clients, so that the readiness probe does not wait for one of them to end. */
const probeSequences = 1;

/** Seconds that vLLM itself waits for running requests after SIGTERM; the drain before it has waited for the longest one already. */
export const shutdownTimeoutSeconds = 30;

/** Which process of a replica: the only one of a replica on one node, or the first or another node of several. */
export type ServerRole = "single" | "leader" | "worker";

/**
 * The arguments of `vllm serve` for a keep, the model's path first, each flag with its value in one word. All of them are in
 * {@link allowedFlags}; a recipe that asks for something else fails here, not on a cluster.
 * @throws RangeError for an argument outside the allow-list
 */
export function vllmArguments(spec: KeepSpec, role: ServerRole = spec.hardware.nodes > 1 ? "leader" : "single"): string[] {
  const recipe = recipeFor(spec.model.name);
  const rendered = [
    modelArgument,
    `--served-model-name=${spec.model.servedAs}`,
    // A node that is not the first opens no API, so it has no socket either.
    ...(role === "worker" ? ["--headless"] : [`--uds=${socketPath}`]),
    "--load-format=safetensors",
    "--generation-config=auto",
    `--max-model-len=${spec.model.contextTokens}`,
    `--max-num-seqs=${maxSequences(spec)}`,
    `--kv-cache-dtype=${spec.model.kvCacheDtype === "auto" ? (recipe.kvCacheDtype ?? "auto") : spec.model.kvCacheDtype}`,
    ...memory(spec),
    ...parallel(spec, role),
    ...withLayout(recipe.arguments, spec),
    // A shared prefix cache lets a client measure what others asked; a front door that salts it by client could turn it on again.
    spec.clients.length > 1 ? "--no-enable-prefix-caching" : "--enable-prefix-caching",
    "--prefix-caching-hash-algo=sha256",
    "--language-model-only",
    "--fingerprint-mode=none",
    "--disable-fastapi-docs",
    "--disable-uvicorn-access-log",
    `--shutdown-timeout=${shutdownTimeoutSeconds}`,
  ];
  const notAllowed = rendered.filter((argument) => !isAllowedArgument(argument));
  if (notAllowed.length > 0) throw new RangeError(`not in the allow-list of vLLM's flags: ${notAllowed.join(" ")}`);
  return rendered;
}

/** What a spec must say for {@link maxSequences}. */
type SequencesSpec = Pick<KeepSpec, "clients" | "concurrent"> & { hardware?: Pick<KeepSpec["hardware"], "layout"> };

/**
 * `--max-num-seqs`: every request that the grants allow at once, at least what one replica was planned to hold, and one for the probe. A
 * grant counts in full on each replica, as balancing is not exact. Each data parallel rank has a limit of its own, and takes its even share: one
 * process places all requests, each on a rank with the fewest (`get_core_engine_for_request`, vLLM 0.33.0 `v1/engine/core_client.py`).
 */
export function maxSequences({ clients, concurrent, hardware }: SequencesSpec): number {
  const granted = clients.reduce((sum, { limits }) => sum + limits.concurrent, 0);
  const ofRank = Math.ceil(Math.max(granted, concurrent) / (hardware?.layout?.dataParallel ?? 1));
  return Math.min(mostSequences, ofRank + probeSequences);
}

const expertParallel = "--enable-expert-parallel";

/** A recipe's arguments, with expert parallelism as the settings have it where they name a layout. */
function withLayout(recipe: readonly string[], { hardware: { layout } }: KeepSpec): string[] {
  if (layout === undefined || layout.expertParallel === recipe.includes(expertParallel)) return [...recipe];
  return layout.expertParallel ? [expertParallel, ...recipe] : recipe.filter((argument) => argument !== expertParallel);
}

function memory(spec: KeepSpec): string[] {
  if (spec.hardware.accelerator === "none") return [`--kv-cache-memory-bytes=${kvCacheBytes(spec, maxSequences(spec))}`];
  return [`--gpu-memory-utilization=${gpuMemoryUtilization}`];
}

function parallel({ hardware }: KeepSpec, role: ServerRole): string[] {
  const ranks = [`--tensor-parallel-size=${hardware.tensorParallel}`, ...dataParallel(hardware)];
  if (role === "single") return ranks;
  return [
    ...ranks,
    // Tensor parallelism that spans the nodes leaves no stages; else each node is one.
    ...(hardware.tensorParallel > hardware.gpus ? [] : [`--pipeline-parallel-size=${hardware.nodes}`]),
    "--distributed-executor-backend=mp",
    `--nnodes=${hardware.nodes}`,
    `--node-rank=${role === "leader" ? "0" : workerIndex}`,
    `--master-addr=${leaderAddress}`,
  ];
}

/** By default as many processes answer as there are ranks, and none of them knows what the others have placed. */
function dataParallel({ layout }: KeepSpec["hardware"]): string[] {
  if (layout === undefined || layout.dataParallel === 1) return [];
  return [
    `--data-parallel-size=${layout.dataParallel}`,
    "--api-server-count=1",
    ...(layout.batchedTokens === undefined ? [] : [`--max-num-batched-tokens=${layout.batchedTokens}`]),
  ];
}
