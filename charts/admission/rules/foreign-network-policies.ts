import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const operations = ["CREATE", "UPDATE"] as const;

/** Only Kubernetes NetworkPolicies, which the other rules check. `policyendpoints`, which the VPC CNI writes itself, are not covered. */
export function foreignNetworkPolicies(_: AdmissionContext): AdmissionRule {
  return {
    name: "foreign-network-policies",
    why: "Policies of Cilium, Calico or the VPC CNI allow traffic that no rule here checks; Cilium's even to internet host names.",
    scope: "keep",
    matches: [
      { apiGroups: ["cilium.io"], apiVersions: ["*"], operations, resources: ["ciliumnetworkpolicies"] },
      { apiGroups: ["crd.projectcalico.org", "projectcalico.org"], apiVersions: ["*"], operations, resources: ["networkpolicies"] },
      { apiGroups: ["networking.k8s.aws"], apiVersions: ["*"], operations, resources: ["applicationnetworkpolicies"] },
    ],
    validations: [{ expression: "false", message: "network policies must be of networking.k8s.io/v1 here" }],
  };
}
