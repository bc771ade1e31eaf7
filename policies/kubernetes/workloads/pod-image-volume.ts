import { need, when } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podImageVolume: ResourceRule = {
  name: "kubernetes-pod-image-volume",
  description: "Image volumes are pinned by digest.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D15", "D16"],
  frameworks: { nist80053r5: ["SI-7"] },
  database: "RDS.13: what runs is a version that was chosen.",
  remediation: "Write registry/name@sha256:<64 hex digits>.",
  types: podTypes,
  check: (workload) =>
    podsOf(workload).each((pod) =>
      pod
        .at("volumes")
        .items()
        .each((volume) =>
          when(volume.at("image").present(), () =>
            need(
              volume.at("image", "reference").matches(/@sha256:[0-9a-f]{64}$/),
              "is a mutable reference; accepted: registry/name@sha256:<64 hex digits>",
            ),
          ),
        ),
    ),
};
