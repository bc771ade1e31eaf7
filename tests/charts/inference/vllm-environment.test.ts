import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { allowedEnvironment, isAllowedVariable, vllmEnvironment } from "../../../charts/inference/vllm-environment.ts";
import type { KeepSpec } from "../../../charts/keep-spec.ts";
import { anySpec } from "../any-keep-spec.ts";
import { onAws, onTwoNodes } from "../keep-specs.ts";

const setTo = (spec: KeepSpec, name: string) => {
  const found = vllmEnvironment(spec).find((variable) => variable.name === name);
  if (found === undefined) return undefined;
  return "value" in found ? found.value : `field ${found.valueFrom.fieldRef.fieldPath}`;
};

describe("environment of vLLM", () => {
  it("is, for any keep, in the allow-list, each variable once", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const rendered = vllmEnvironment(spec);
        expect(rendered.filter((variable) => !isAllowedVariable(variable))).toEqual([]);
        expect(new Set(rendered.map(({ name }) => name)).size).toBe(rendered.length);
      }),
    );
  });

  test.each([
    ["HF_HUB_OFFLINE", "1"],
    ["TRANSFORMERS_OFFLINE", "1"],
    ["VLLM_NO_USAGE_STATS", "1"],
    ["DO_NOT_TRACK", "1"],
    ["VLLM_PLUGINS", ""],
    ["VLLM_MAX_N_SEQUENCES", "4"],
    ["VLLM_MAX_COMPLETION_PROMPTS", "8"],
    ["VLLM_CACHE_ROOT", "/home/vllm/.cache/vllm"],
    ["HOME", "/home/vllm"],
    ["USER", "vllm"],
    ["PYTHONNOUSERSITE", "1"],
  ])("always sets %s to '%s'", { tags: ["environment-always-set"] }, (name, value) => expect(setTo(onAws, name)).toBe(value));

  it("keeps a replica of one node on loopback, and one of several on the pod's own address", {
    tags: ["replica-on-loopback-or-pod-address"],
  }, () => {
    expect(setTo(onAws, "VLLM_HOST_IP")).toBe("127.0.0.1");
    expect(setTo(onAws, "NCCL_SOCKET_IFNAME")).toBe("lo");
    expect(setTo(onTwoNodes, "VLLM_HOST_IP")).toBe("field status.podIP");
    expect(setTo(onTwoNodes, "NCCL_SOCKET_IFNAME")).toBeUndefined();
  });

  it("lets the engine take as long as the startup probe does", () => {
    expect(Number(setTo(onTwoNodes, "VLLM_ENGINE_READY_TIMEOUT_S"))).toBeGreaterThan(600);
  });

  it("has every cache in a volume of the pod", () => {
    for (const variable of vllmEnvironment(onAws))
      if (/CACHE|_HOME$/.test(variable.name)) expect("value" in variable && variable.value, variable.name).toMatch(/^\/home\/vllm\//);
  });
});

describe("the allow-list of variables", () => {
  test.each([
    "VLLM_SERVER_DEV_MODE",
    "VLLM_ALLOW_RUNTIME_LORA_UPDATING",
    "VLLM_ALLOW_INSECURE_SERIALIZATION",
    "VLLM_API_KEY",
    "HF_TOKEN",
    "HF_ENDPOINT",
    "VLLM_USE_MODELSCOPE",
    "VLLM_LOGGING_CONFIG_PATH",
    "VLLM_MODEL_REDIRECT_PATH",
    "VLLM_DEBUG_LOG_API_SERVER_RESPONSE",
    "LD_PRELOAD",
    "NVIDIA_VISIBLE_DEVICES",
    "PYTHONPATH",
    "VLLM_PORT",
    "VLLM_USAGE_STATS_SERVER",
    "VLLM_MEDIA_CONNECTOR",
    "VLLM_RUST_FRONTEND_PATH",
  ])("does not know %s", (name) => {
    expect(allowedEnvironment.map((variable) => variable.name)).not.toContain(name);
    expect(isAllowedVariable({ name, value: "1" })).toBe(false);
  });

  test.each([
    { name: "VLLM_PLUGINS", value: "evil" },
    { name: "HF_HUB_OFFLINE", value: "0" },
    { name: "HF_HUB_OFFLINE", value: "1\n" },
    { name: "VLLM_HOST_IP", value: "0.0.0.0" },
    { name: "VLLM_HOST_IP", valueFrom: { fieldRef: { apiVersion: "v1" as const, fieldPath: "status.hostIP" } } },
    { name: "VLLM_MAX_N_SEQUENCES", value: "16384" },
  ])("refuses another value: $name", (variable) => expect(isAllowedVariable(variable)).toBe(false));
});
