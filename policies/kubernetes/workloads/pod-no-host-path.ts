import { need } from "../../rule/outcome.ts";
import { podsOf, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoHostPath: ResourceRule = {
  name: "kubernetes-pod-no-host-path",
  description: "Pods mount no hostPath volumes.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D16", "D17"],
  frameworks: { trivy: ["KSV-0023"], checkov: ["CKV_K8S_30"], nist80053r5: ["CM-7"] },
  database: "CIS PostgreSQL 2.1: files of a database are its own.",
  remediation: "Use a PersistentVolumeClaim, an emptyDir, or a ConfigMap.",
  types: [...podTypes, "kubernetes:core/v1:PersistentVolume"],
  check: (workload) =>
    workload.type.endsWith(":PersistentVolume")
      ? need(workload.at("spec", "hostPath").absent(), "is a directory of the node; accepted: other volumes")
      : podsOf(workload).each((pod) =>
          pod
            .at("volumes")
            .items()
            .each((volume) =>
              need(volume.at("hostPath").absent(), "is a directory of the node; accepted: PersistentVolumeClaims, emptyDir and ConfigMaps"),
            ),
        ),
};
