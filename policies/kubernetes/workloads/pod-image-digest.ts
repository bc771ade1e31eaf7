import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podImageDigest: ResourceRule = {
  name: "kubernetes-pod-image-digest",
  description: "Images are pinned by digest.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { checkov: ["CKV_K8S_14", "CKV_K8S_43"], trivy: ["KSV-0013"], nist80053r5: ["SI-7", "CM-14"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Write registry/name@sha256:<64 hex digits>.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) =>
      need(
        container.at("image").matches(/@sha256:[0-9a-f]{64}$/),
        "is a mutable reference; accepted: registry/name@sha256:<64 hex digits>",
      ),
    ),
};
