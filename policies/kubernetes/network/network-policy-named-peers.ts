import { eachNetworkRule } from "../../rule/network-policies.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const networkPolicyNamedPeers: ResourceRule = {
  name: "kubernetes-network-policy-named-peers",
  description: "Network policy rules have explicit peers and ports.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.2"], checkov: ["CKV2_K8S_6"], trivy: ["KSV-0038"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: a line names user, database and address.",
  remediation: "Give each rule peers and ports; select namespaces by kubernetes.io/metadata.name.",
  types: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  check: (policy) =>
    eachNetworkRule(policy, ({ rule, peers }) => [
      ...need(peers.empty().not(), "matches every peer; accepted: explicit peers"),
      ...need(rule.at("ports").items().empty().not(), "matches every port; accepted: explicit ports"),
      ...rule
        .at("ports")
        .items()
        .each((port) => [
          ...need(port.at("port").present(), "matches every port; accepted: one"),
          ...need(port.at("endPort").absent(), "is a range of ports; accepted: one"),
        ]),
      ...peers.each((peer) => [
        ...when(peer.at("namespaceSelector").present(), () =>
          need(
            peer
              .at("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name")
              .present()
              .or(
                peer
                  .at("namespaceSelector", "matchExpressions")
                  .items()
                  .some((one) => one.at("key").is("kubernetes.io/metadata.name").and(one.at("operator").is("In"))),
              ),
            "selects namespaces by labels that their owners can set; accepted: kubernetes.io/metadata.name",
            peer.at("namespaceSelector").path,
          ),
        ),
        ...need(
          peer.at("ipBlock").present().or(peer.at("namespaceSelector").present(), peer.at("podSelector").present()),
          "matches every peer; accepted: a selector or a range",
          peer.path,
        ),
      ]),
    ]),
};
