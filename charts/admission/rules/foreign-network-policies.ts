import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const operations = ["CREATE", "UPDATE"] as const;

/** One language for network policy: the one that the other rules read. `policyendpoints` of the VPC CNI are its own and stay free. */
export function foreignNetworkPolicies(_: AdmissionContext): AdmissionRule {
  return {
    name: "foreign-network-policies",
    why: "Policies of Cilium, Calico or the VPC CNI open ways that no rule here reads; Cilium's even for names on the internet.",
    scope: "keep",
    matches: [
      { apiGroups: ["cilium.io"], apiVersions: ["*"], operations, resources: ["ciliumnetworkpolicies"] },
      { apiGroups: ["crd.projectcalico.org", "projectcalico.org"], apiVersions: ["*"], operations, resources: ["networkpolicies"] },
      { apiGroups: ["networking.k8s.aws"], apiVersions: ["*"], operations, resources: ["applicationnetworkpolicies"] },
    ],
    validations: [{ expression: "false", message: "network policies are of networking.k8s.io/v1 here" }],
  };
}
