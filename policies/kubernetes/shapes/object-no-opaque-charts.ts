import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const objectNoOpaqueCharts: ResourceRule = {
  name: "kubernetes-object-no-opaque-charts",
  description: "No opaque charts: Helm releases, YAML bundles and patches are not used.",
  severity: "medium",
  enforcement: "advisory",
  controls: ["D20"],
  frameworks: { nist80053r5: [] },
  database: "RDS.35: parameters are set where they can be read.",
  remediation: "Write the objects as individual resources.",
  types: [
    "kubernetes:helm.sh/v3:Release",
    "kubernetes:apps/v1:DeploymentPatch",
    "kubernetes:apps/v1:StatefulSetPatch",
    "kubernetes:apps/v1:DaemonSetPatch",
    "kubernetes:core/v1:PodPatch",
    "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
    "kubernetes:core/v1:ServicePatch",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRolePatch",
  ],
  check: () => need(Truth.of(false), "contains objects, or parts of them, that no rule can check; accepted: individual resources"),
};
