import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const networkPolicyKubernetesApiOnly: ResourceRule = {
  name: "kubernetes-network-policy-kubernetes-api-only",
  description: "Network policies use only the Kubernetes NetworkPolicy API, which these rules can evaluate.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.2"], nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: there is only one.",
  remediation: "Use a NetworkPolicy of networking.k8s.io/v1.",
  types: [
    "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
    "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy",
    "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
    "kubernetes:crd.projectcalico.org/v1:GlobalNetworkPolicy",
    "kubernetes:projectcalico.org/v3:NetworkPolicy",
    "kubernetes:projectcalico.org/v3:GlobalNetworkPolicy",
    "kubernetes:networking.k8s.aws/v1alpha1:ApplicationNetworkPolicy",
    "kubernetes:networking.k8s.aws/v1alpha1:ClusterNetworkPolicy",
    "kubernetes:policy.networking.k8s.io/v1alpha1:AdminNetworkPolicy",
  ],
  check: () =>
    need(Truth.of(false), "can allow traffic that these rules do not evaluate; accepted: a NetworkPolicy of networking.k8s.io/v1"),
};
