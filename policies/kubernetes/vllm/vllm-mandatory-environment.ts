import { need } from "../../rule/outcome.ts";
import { podTypes, textOf } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

/** Variables that keep vLLM offline, load no plugins, and limit a single request; with the required value where there is one. */
const mandatory: readonly (readonly [name: string, value: string | undefined])[] = [
  ["HF_HUB_OFFLINE", "1"],
  ["TRANSFORMERS_OFFLINE", "1"],
  ["HF_DATASETS_OFFLINE", "1"],
  ["HF_HUB_DISABLE_TELEMETRY", "1"],
  ["VLLM_NO_USAGE_STATS", "1"],
  ["VLLM_DO_NOT_TRACK", "1"],
  ["DO_NOT_TRACK", "1"],
  ["VLLM_PLUGINS", ""],
  ["VLLM_MEDIA_URL_ALLOW_REDIRECTS", "0"],
  ["AWS_EC2_METADATA_DISABLED", "true"],
  ["PYTHONNOUSERSITE", "1"],
  ["PYTHONSAFEPATH", "1"],
  ["VLLM_LOOPBACK_IP", "127.0.0.1"],
  ["VLLM_MAX_N_SEQUENCES", undefined],
  ["VLLM_MAX_COMPLETION_PROMPTS", undefined],
];

export const vllmMandatoryEnvironment: ResourceRule = {
  name: "kubernetes-vllm-mandatory-environment",
  description: "vLLM uses no hub, sends no telemetry, loads no plugins, and limits each request.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16", "D10"],
  frameworks: { nist80053r5: ["SC-5", "CM-7"] },
  database: "A database does not phone home.",
  remediation: "Add the variables.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      mandatory.flatMap(([name, value]) =>
        need(
          container
            .at("env")
            .items()
            .some((one) =>
              one
                .at("name")
                .is(name)
                .and(value === undefined ? one.at("value").present() : textOf(one).is(value)),
            )
            .at(container.at("env").path),
          value === undefined ? `lacks ${name}, which limits a single request` : `lacks ${name}=${JSON.stringify(value)}`,
        ),
      ),
    ),
};
