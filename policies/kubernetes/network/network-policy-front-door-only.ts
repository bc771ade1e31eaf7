import { frontDoorFacts } from "../../facts/facts.ts";
import { aboutClusterDns, dnsAlone } from "../../rule/cluster-dns.ts";
import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const networkPolicyFrontDoorOnly: ResourceRule = {
  name: "kubernetes-network-policy-front-door-only",
  description: "From outside of a namespace, only the front door's port and the cluster's DNS are reachable.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2", "D3"],
  frameworks: { cisEks: ["4.3.2"], trivy: ["KSV-0038"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "RDS.23: a database listens on one port.",
  remediation: "Set the port to the front door's.",
  config: {
    ports: {
      type: "array",
      items: { type: "integer" },
      default: [frontDoorFacts.port],
      description: "ports that may be reachable from other namespaces and networks",
    },
  },
  types: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  check: (policy, config) =>
    policy
      .at("spec", "ingress")
      .items()
      .each((rule) =>
        when(
          rule
            .at("from")
            .items()
            .some((peer) => peer.at("namespaceSelector").present().or(peer.at("ipBlock").present()))
            .and(aboutClusterDns(policy).and(dnsAlone(rule)).not()),
          () =>
            rule
              .at("ports")
              .items()
              .each((port) => [
                ...need(
                  port.at("port").is(...listOf(config, "ports")),
                  `bypasses the front door; accepted: ${listOf(config, "ports").join(", ")}`,
                ),
                ...need(port.at("protocol").isOrAbsent("TCP"), "is not TCP; accepted: TCP"),
              ]),
        ),
      ),
};
