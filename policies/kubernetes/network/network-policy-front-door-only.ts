import { frontDoorFacts } from "../../facts/facts.ts";
import { aboutClusterDns, dnsAlone } from "../../rule/cluster-dns.ts";
import { listOf } from "../../rule/configured.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const networkPolicyFrontDoorOnly: ResourceRule = {
  name: "kubernetes-network-policy-front-door-only",
  description: "From outside of a namespace nothing is let in but to the front door's port, and questions to the cluster's DNS.",
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
      description: "ports that other namespaces and networks may reach",
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
                  `leads past the front door; accepted are ${listOf(config, "ports").join(", ")}`,
                ),
                ...need(port.at("protocol").isOrAbsent("TCP"), "is no TCP; accepted is TCP"),
              ]),
        ),
      ),
};
