import type { KeepSpec } from "../keep-spec.ts";
import { cachePath, homePath } from "./paths.ts";
import { startupBudget } from "./startup-budget.ts";

/** An environment variable of a container: a plain value, or a field of the pod. No variable of a keep comes from a Secret. */
export type EnvironmentVariable =
  | { name: string; value: string }
  | { name: string; valueFrom: { fieldRef: { apiVersion: "v1"; fieldPath: string } } };

/** The pod's own address, known when it starts. */
const podAddress = { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } as const;

/** Sequences that one request may ask for (`n`); vLLM's default of 16384 lets a single request fill the engine. */
const sequencesPerRequest = 4;

/** Prompts that one /v1/completions request may carry; vLLM's default is 1024. */
const promptsPerRequest = 8;

const loopback = "127.0.0.1";

/** The same in every keep: name, value, reason. */
const constant: readonly (readonly [name: string, value: string, why: string])[] = [
  ["HOME", homePath, "an empty volume; the image's own is read-only"],
  ["USER", "vllm", "PyTorch asks for the user's name and fails without one"],
  ["LOGNAME", "vllm", "as USER"],
  ["TMPDIR", "/tmp", "an empty volume"],
  ["XDG_CACHE_HOME", cachePath, "caches are code: in a volume of this pod only"],
  ["XDG_CONFIG_HOME", `${homePath}/.config`, "in a volume of this pod"],
  ["VLLM_CACHE_ROOT", `${cachePath}/vllm`, "compiled graphs"],
  ["VLLM_CONFIG_ROOT", `${homePath}/.config/vllm`, "in a volume of this pod"],
  ["VLLM_RPC_BASE_PATH", "/tmp", "sockets between vLLM's own processes"],
  ["TORCHINDUCTOR_CACHE_DIR", `${cachePath}/torchinductor`, "compiled kernels; on a CPU precompiled headers go to TMPDIR all the same"],
  ["TRITON_CACHE_DIR", `${cachePath}/triton`, "compiled kernels"],
  ["NUMBA_CACHE_DIR", `${cachePath}/numba`, "compiled functions"],
  ["OUTLINES_CACHE_DIR", `${cachePath}/outlines`, "compiled grammars"],
  ["CUDA_CACHE_PATH", `${cachePath}/cuda`, "compiled kernels"],
  ["DG_JIT_CACHE_DIR", `${cachePath}/deep_gemm`, "compiled kernels"],
  ["FLASHINFER_WORKSPACE_BASE", homePath, "compiled kernels, under .cache/flashinfer"],
  ["HF_HOME", `${cachePath}/huggingface`, "in a volume of this pod"],
  ["HF_HUB_OFFLINE", "1", "never asks the hub"],
  ["TRANSFORMERS_OFFLINE", "1", "never asks the hub"],
  ["HF_DATASETS_OFFLINE", "1", "never asks the hub"],
  ["HF_HUB_DISABLE_TELEMETRY", "1", "sends nothing"],
  ["VLLM_NO_USAGE_STATS", "1", "sends nothing"],
  ["VLLM_DO_NOT_TRACK", "1", "sends nothing"],
  ["DO_NOT_TRACK", "1", "sends nothing"],
  ["VLLM_PLUGINS", "", "an empty allow-list: no plugin of any package is loaded; unset would load all"],
  ["VLLM_MAX_N_SEQUENCES", String(sequencesPerRequest), "bounds what one request may ask for"],
  ["VLLM_MAX_COMPLETION_PROMPTS", String(promptsPerRequest), "bounds what one request may ask for"],
  ["VLLM_MEDIA_URL_ALLOW_REDIRECTS", "0", "no redirect is followed, should a request ever make the server fetch"],
  ["VLLM_LOOPBACK_IP", loopback, "processes of one node meet on loopback"],
  ["AWS_EC2_METADATA_DISABLED", "true", "no library asks the node for credentials"],
  ["PYTHONNOUSERSITE", "1", "the home is writable, so nothing in it is imported"],
  ["PYTHONSAFEPATH", "1", "nothing in the working folder is imported"],
  ["PYTHONDONTWRITEBYTECODE", "1", "the file system is read-only"],
];

/** Variables whose value depends on the keep, with what is accepted. */
const varying: readonly AllowedVariable[] = [
  { name: "VLLM_ENGINE_READY_TIMEOUT_S", pattern: "^[1-9][0-9]{0,5}$", why: "the startup budget; vLLM gives up after 600 s otherwise" },
  {
    name: "VLLM_HOST_IP",
    pattern: "^(127\\.0\\.0\\.1|fieldRef:status\\.podIP)$",
    why: "loopback on one node; the pod's own address in a group, never that of another interface",
  },
  { name: "NCCL_SOCKET_IFNAME", pattern: "^lo$", why: "a replica on one node opens no socket but on loopback" },
  { name: "GLOO_SOCKET_IFNAME", pattern: "^lo$", why: "as NCCL_SOCKET_IFNAME" },
];

/** One variable that the model server may have; `pattern` is an anchored RE2 expression of the value, or of `fieldRef:` and its path. */
export interface AllowedVariable {
  name: string;
  pattern: string;
  why: string;
}

/**
 * Every environment variable that the model server may have. Not here, so off by construction: VLLM_SERVER_DEV_MODE,
 * VLLM_ALLOW_RUNTIME_LORA_UPDATING, VLLM_ALLOW_INSECURE_SERIALIZATION, VLLM_API_KEY, VLLM_DEBUG_LOG_API_SERVER_RESPONSE,
 * VLLM_USE_MODELSCOPE, VLLM_MODEL_REDIRECT_PATH, VLLM_LOGGING_CONFIG_PATH, NVIDIA_VISIBLE_DEVICES, LD_PRELOAD, tokens and credentials.
 * Source: `vllm/envs.py` of vLLM 0.33.0.
 */
export const allowedEnvironment: readonly AllowedVariable[] = [
  ...constant.map(([name, value, why]) => ({ name, pattern: `^${value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`, why })),
  ...varying,
];

/**
 * The environment of the model server.
 * @throws RangeError for a variable outside the allow-list
 */
export function vllmEnvironment(spec: KeepSpec): EnvironmentVariable[] {
  const group = spec.hardware.nodes > 1;
  const rendered: EnvironmentVariable[] = [
    ...constant.map(([name, value]) => ({ name, value })),
    { name: "VLLM_ENGINE_READY_TIMEOUT_S", value: String(startupBudget(spec).totalSeconds) },
    group ? { name: "VLLM_HOST_IP", valueFrom: podAddress } : { name: "VLLM_HOST_IP", value: loopback },
    ...(group ? [] : ["NCCL_SOCKET_IFNAME", "GLOO_SOCKET_IFNAME"].map((name) => ({ name, value: "lo" }))),
  ];
  const notAllowed = rendered.filter((variable) => !isAllowedVariable(variable));
  if (notAllowed.length > 0)
    throw new RangeError(`not in the allow-list of the environment: ${notAllowed.map(({ name }) => name).join(" ")}`);
  return rendered;
}

/** Whether a variable and its value are in the allow-list. */
export function isAllowedVariable(variable: EnvironmentVariable): boolean {
  const value = "value" in variable ? variable.value : `fieldRef:${variable.valueFrom.fieldRef.fieldPath}`;
  return allowedEnvironment.some(({ name, pattern }) => name === variable.name && new RegExp(pattern).test(value));
}
