import { aboutClusterDns, dnsAlone } from "../../rule/cluster-dns.ts";
import { eachNetworkRule } from "../../rule/network-policies.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const networkPolicyNamedPods: ResourceRule = {
  name: "kubernetes-network-policy-named-pods",
  description: "Peers in other namespaces are selected by pod labels, not as whole namespaces, except for the cluster's DNS.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { cisEks: ["4.3.2"], checkov: ["CKV2_K8S_6"], nist80053r5: ["AC-4"] },
  database: "pg_hba.conf: a line names the user.",
  remediation: "Set podSelector.matchLabels together with namespaceSelector.",
  types: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  check: (policy) =>
    eachNetworkRule(policy, ({ rule, peers }) =>
      peers.each((peer) =>
        when(
          peer
            .at("namespaceSelector")
            .present()
            .and(aboutClusterDns(policy).and(dnsAlone(rule)).not()),
          () =>
            need(
              peer
                .at("podSelector", "matchLabels")
                .entries()
                .empty()
                .not()
                .or(peer.at("podSelector", "matchExpressions").items().empty().not()),
              "matches every pod of the namespace; accepted: a podSelector with labels",
              `${peer.path}.podSelector`,
            ),
        ),
      ),
    ),
};
