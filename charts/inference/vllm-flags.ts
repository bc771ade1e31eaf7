import { socketPath } from "../names.ts";
import { weightsPath } from "./paths.ts";

/**
 * One argument of `vllm serve` that a keep may use. `pattern` is the whole argument, flag and value in one word (`--flag=value`), as an
 * anchored RE2 expression: the same text serves here, in the admission policy and in a report.
 */
export interface AllowedFlag {
  /** The long name, spelled as vLLM documents it. */
  name: string;
  value: "none" | "fixed" | "count" | "choice" | "name" | "json";
  pattern: string;
  /** What it is for, and what its absence or another value would mean. */
  why: string;
}

/** Text as an RE2 expression that matches exactly it. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** 1 to 99,999,999: no flag of vLLM takes a larger count, and a zero or a sign is a mistake. */
const count = "[1-9][0-9]{0,7}";

const bare = (name: string, why: string): AllowedFlag => ({ name, value: "none", pattern: `^${name}$`, why });
const fixed = (name: string, text: string, why: string): AllowedFlag => ({
  name,
  value: "fixed",
  pattern: `^${name}=${literally(text)}$`,
  why,
});
const counted = (name: string, why: string): AllowedFlag => ({ name, value: "count", pattern: `^${name}=${count}$`, why });
const choice = (name: string, choices: readonly string[], why: string): AllowedFlag => ({
  name,
  value: "choice",
  pattern: `^${name}=(${choices.map(literally).join("|")})$`,
  why,
});

/**
 * Tokenizers and parsers of the DeepSeek family that ship with vLLM 0.33.0 (`tokenizers/registry.py`, `reasoning/__init__.py`,
 * `tool_parsers/__init__.py`); vLLM's parser takes any name here, as another could be a plugin's.
 */
const tokenizers = ["deepseek_v32", "deepseek_v4", "deepseek_v41"];
const reasoningParsers = ["deepseek_r1", "deepseek_v3", "deepseek_v4", "deepseek_v41"];
const toolCallParsers = ["deepseek_v3", "deepseek_v31", "deepseek_v32", "deepseek_v4", "deepseek_v41"];

/** Set by the controller of LeaderWorkerSet in each pod of a group, and put in by the kubelet. */
export const leaderAddress = "$(LWS_LEADER_ADDRESS)";
export const workerIndex = "$(LWS_WORKER_INDEX)";

/**
 * Every flag that the model server may get; a flag that is not here is never rendered, and the admission policy refuses it. Not here, so off
 * by construction: remote code, other model or tokenizer sources and hub tokens, configuration files, runtime LoRA, tool servers and
 * plugins, middleware, prompt and media embeddings, chat templates of requests, request and output logs, profilers, tracing endpoints,
 * KV transfer and events, weight transfer, sleep mode, custom classes, TCP listeners and CORS origins.
 * Names, defaults and spelling: the argument parser of vLLM 0.33.0, which reads every rendered line in tests/vllm.
 */
export const allowedFlags: readonly AllowedFlag[] = [
  {
    name: "--served-model-name",
    value: "name",
    pattern: "^--served-model-name=[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
    why: "what clients send as `model`; without it the path of the weights",
  },
  fixed("--uds", socketPath, "listens on a Unix socket: no TCP port of the API exists"),
  fixed(
    "--load-format",
    "safetensors",
    "reads only safetensors; the default falls back to pickled checkpoints, which run code when loaded",
  ),
  choice("--generation-config", ["auto"], "sampling defaults from the verified checkpoint"),
  counted("--max-model-len", "longest request, input and output together"),
  counted("--max-num-seqs", "requests decoded together: no more than the grants allow, so no more memory than was planned"),
  choice("--kv-cache-dtype", ["auto", "fp8"], "number format of the KV cache"),
  {
    name: "--gpu-memory-utilization",
    value: "fixed",
    pattern: "^--gpu-memory-utilization=0\\.[0-9]{1,2}$",
    why: "share of a GPU that vLLM may use; the planner's",
  },
  {
    name: "--kv-cache-memory-bytes",
    value: "count",
    pattern: "^--kv-cache-memory-bytes=[1-9][0-9]{6,14}$",
    why: "KV cache without a GPU: vLLM would else size it by the node's memory, not the container's",
  },
  counted("--tensor-parallel-size", "GPUs that share each layer"),
  counted("--pipeline-parallel-size", "nodes that hold consecutive layers"),
  counted("--data-parallel-size", "copies of attention on one node, each with its own cache; they meet on loopback and on sockets in /tmp"),
  fixed("--api-server-count", "1", "one process places requests on data parallel ranks, evenly; by default as many as ranks"),
  counted("--max-num-batched-tokens", "tokens of one step of a data parallel rank; each rank gathers those of all for its experts"),
  bare("--enable-expert-parallel", "spreads the experts of a mixture over the GPUs, as in the model's recipe or the layout"),
  choice("--block-size", ["64", "128", "256"], "tokens of a KV block; V4's kernels need 256"),
  choice("--tokenizer-mode", tokenizers, "tokenizer that ships with vLLM for models without one of the usual kind"),
  choice("--reasoning-parser", reasoningParsers, "separates reasoning from the answer"),
  choice("--tool-call-parser", toolCallParsers, "reads calls of the client's own tools; the server runs none"),
  bare("--enable-auto-tool-choice", "lets the model choose among the tools of the request"),
  bare("--no-enable-flashinfer-autotune", "a recipe's: autotuning fails for V3.2"),
  {
    name: "--speculative-config",
    value: "json",
    pattern: '^--speculative-config=\\{"method":"(mtp|dspark)","num_speculative_tokens":[1-9](,"draft_sample_method":"probabilistic")?\\}$',
    why: "speculative decoding by the draft layers of the checkpoint; every other key, a model above all, stays out",
  },
  bare("--enable-prefix-caching", "reuses the KV cache of equal prefixes; only where a single client is served"),
  bare("--no-enable-prefix-caching", "no reuse between clients: its timing tells one what another has asked (CVE-2025-46570)"),
  fixed("--prefix-caching-hash-algo", "sha256", "blocks are identified by a collision-resistant hash"),
  bare("--language-model-only", "no image, audio or video: nothing is fetched or decoded for a request"),
  fixed("--fingerprint-mode", "none", "answers do not carry the version and the parallel layout; the default does"),
  bare("--disable-fastapi-docs", "no /docs, /redoc or /openapi.json"),
  bare("--disable-uvicorn-access-log", "no second access log in addition to the front door's"),
  counted("--shutdown-timeout", "seconds in which running requests may end after SIGTERM; the default aborts them"),
  fixed("--distributed-executor-backend", "mp", "plain processes; Ray would bring a cluster of its own, with open ports"),
  counted("--nnodes", "nodes of a replica"),
  { name: "--node-rank", value: "choice", pattern: `^--node-rank=(0|${literally(workerIndex)})$`, why: "place of the node in its group" },
  fixed("--master-addr", leaderAddress, "first node of the group, as the controller names it"),
  bare("--headless", "the other nodes of a replica open no API at all"),
];

/** The model itself: the only argument without a flag, always first. */
export const modelArgument = weightsPath;

/** Whether one argument of `vllm serve` is in the allow-list, the model's path included. */
export function isAllowedArgument(argument: string): boolean {
  // `$` of an expression without the flag `m` is only the end of the text, in JavaScript as in RE2.
  return argument === modelArgument || allowedFlags.some(({ pattern }) => new RegExp(pattern).test(argument));
}
