import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoApiToken: ResourceRule = {
  name: "kubernetes-pod-no-api-token",
  description: "Pods do not mount a Kubernetes API token.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { cisEks: ["4.1.6"], checkov: ["CKV_K8S_38"], trivy: ["KSV-0036"], nist80053r5: ["AC-6", "IA-5"] },
  database: "No PGPASSWORD: a process has no credential that it does not use.",
  remediation: "Set automountServiceAccountToken to false.",
  config: {
    audiences: {
      type: "array",
      items: { type: "string" },
      default: ["pods.eks.amazonaws.com", "sts.amazonaws.com"],
      description: "audiences for which a pod may project a token",
    },
  },
  types: podTypes,
  check: (workload, config) =>
    podsOf(workload).each((pod) => [
      ...need(pod.at("automountServiceAccountToken").is(false), "must be false: left out, a token is mounted"),
      ...pod
        .at("volumes")
        .items()
        .each((volume) =>
          volume
            .at("projected", "sources")
            .items()
            .each((source) =>
              when(source.at("serviceAccountToken").present(), () =>
                need(
                  source.at("serviceAccountToken", "audience").is(...listOf(config, "audiences")),
                  `is a token for the Kubernetes API; accepted audiences are ${listOf(config, "audiences").join(", ")}`,
                ),
              ),
            ),
        ),
    ]),
};
