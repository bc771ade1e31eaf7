import { serverName, servingNamespace } from "../../names.ts";
import { literal } from "../cel.ts";
import { containersVariable, podSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule, Validation } from "../rule.ts";

/** Never allowed, with any value. Names from vLLM 0.33.0's envs.py, the NVIDIA container toolkit, glibc, Python and Node.js. */
export const forbiddenVariables = [
  // Code: libraries, interpreters and modules that the process would load.
  "LD_PRELOAD",
  "LD_AUDIT",
  "PYTHONPATH",
  "PYTHONHOME",
  "PYTHONSTARTUP",
  "PYTHONINSPECT",
  "PYTHONBREAKPOINT",
  "BASH_ENV",
  "VLLM_CUDART_SO_PATH",
  "VLLM_NCCL_SO_PATH",
  "VLLM_LOGGING_CONFIG_PATH",
  "VLLM_MODEL_REDIRECT_PATH",
  "VLLM_RUST_FRONTEND_PATH",
  "VLLM_LORA_RESOLVER_CACHE_DIR",
  "VLLM_LORA_RESOLVER_HF_REPO_LIST",
  "VLLM_MEDIA_CONNECTOR",
  "VLLM_TEST_FORCE_LOAD_FORMAT",
  // `python -O` removes the assertions with which vLLM validates requests.
  "PYTHONOPTIMIZE",
  // Content in logs and dumps.
  "VLLM_DEBUG_DUMP_PATH",
  "VLLM_TRACE_FUNCTION",
  "VLLM_REQUEST_BODY_LOG_LEVEL",
  // External services: model hubs, usage statistics, proxies, tool servers; secrets in plain text.
  "HF_ENDPOINT",
  "HF_TOKEN",
  "HUGGING_FACE_HUB_TOKEN",
  "VLLM_USAGE_STATS_SERVER",
  "VLLM_GPT_OSS_SYSTEM_TOOL_MCP_LABELS",
  "VLLM_API_KEY",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
] as const;

/** Allowed only with a value that turns the feature off. */
export const pinnedVariables: Readonly<Record<string, readonly string[]>> = {
  // GPUs come from the device plugin. The image's own `all` may only be overridden with "no GPU".
  NVIDIA_VISIBLE_DEVICES: ["void", "none"],
  VLLM_SERVER_DEV_MODE: ["0"],
  VLLM_ALLOW_RUNTIME_LORA_UPDATING: ["0", "false", "False"],
  VLLM_ALLOW_INSECURE_SERIALIZATION: ["0"],
  VLLM_PLUGINS: [""],
  VLLM_USE_MODELSCOPE: ["0", "false", "False"],
  VLLM_DEBUG_LOG_API_SERVER_RESPONSE: ["0", "false", "False"],
  HF_HUB_OFFLINE: ["1"],
  TRANSFORMERS_OFFLINE: ["1"],
  VLLM_NO_USAGE_STATS: ["1"],
  VLLM_DO_NOT_TRACK: ["1"],
  DO_NOT_TRACK: ["1"],
  // Where the loader gets credentials: from the EKS Pod Identity agent, as set by its webhook, or not at all.
  AWS_CONTAINER_CREDENTIALS_FULL_URI: ["http://169.254.170.23/v1/credentials", "http://[fd00:ec2::23]/v1/credentials"],
};

/** Injected into every container of a multi-node replica by the LeaderWorkerSet controller. The Pod Identity webhook skips the server. */
function injected(specs: AdmissionContext["specs"]): Record<string, string> {
  const groups = specs.filter(({ hardware }) => hardware.nodes > 1);
  if (groups.length === 0) return {};
  // The leader pod of a group by its headless Service: a worker would join any other host.
  const leaders = groups.map(
    ({ name, server }) => `${serverName(server)}-[0-9]+\\.${serverName(server)}-[0-9]+\\.${servingNamespace(name)}`,
  );
  return {
    LWS_LEADER_ADDRESS: `^(${leaders.join("|")})$`,
    LWS_GROUP_SIZE: "^[0-9]+$",
    LWS_WORKER_INDEX: "^([0-9]+|fieldRef:metadata\\.labels\\['leaderworkerset\\.sigs\\.k8s\\.io/worker-index'\\])$",
  };
}

/** The server's own variables, if the caller lists them: all others are denied. */
function serverValidation({ specs, server, allowedEnvironment }: AdmissionContext): Validation[] {
  if (!allowedEnvironment) return [];
  const patterns = literal({ ...Object.fromEntries(allowedEnvironment.map(({ name, pattern }) => [name, pattern])), ...injected(specs) });
  const text = `(has(e.value) ? e.value : has(e.valueFrom) ? (has(e.valueFrom.fieldRef) ? "fieldRef:" + e.valueFrom.fieldRef.fieldPath : "elsewhere") : "")`;
  const known = `(e.name in ${patterns} && ${text}.matches(${patterns}[e.name]))`;
  const servers = `variables.armed.filter(c, c.name == ${literal(server.container)})`;
  return [
    {
      expression: `${servers}.all(c, c.env.all(e, ${known}))`,
      message: "the model server has variables of the allow-list only; not on it, or not with this value",
      offenders: `${servers}.map(c, c.env.filter(e, !${known}).map(e, e.name).join(", "))`,
    },
  ];
}

/** No variable that loads code, exposes every GPU, logs content or calls external services. */
export function environment(context: AdmissionContext): AdmissionRule {
  const pinned = literal(pinnedVariables);
  const value = `(has(e.value) ? e.value : "")`;
  const bad = `(e.name in ${literal(forbiddenVariables)} || (e.name in ${pinned} && (has(e.valueFrom) || !(${value} in ${pinned}[e.name]))))`;
  return {
    name: "environment",
    why: "The environment can switch on what the flags keep off: plugins, developer routes, external libraries, every GPU of the node.",
    scope: "keep",
    ...podSpecs,
    variables: [podVariable, containersVariable, { name: "armed", expression: "variables.containers.filter(c, has(c.env))" }],
    validations: [
      {
        expression: `variables.armed.all(c, c.env.all(e, !${bad}))`,
        message: "these variables may not be set, or not to this value",
        offenders: `variables.armed.map(c, c.env.filter(e, ${bad}).map(e, e.name).join(", "))`,
      },
      {
        // Names from a ConfigMap cannot be seen here, and can change after admission.
        expression: "variables.containers.all(c, !has(c.envFrom) || c.envFrom.size() == 0)",
        message: "variables are named one by one: envFrom is refused in",
        offenders: "variables.containers.filter(c, has(c.envFrom)).map(c, c.name)",
      },
      ...serverValidation(context),
    ],
  };
}
