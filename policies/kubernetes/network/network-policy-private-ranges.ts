import { holdsMetadata, isPublicRange } from "../../rule/address-range.ts";
import { dnsAlone } from "../../rule/cluster-dns.ts";
import { listOf } from "../../rule/configured.ts";
import { eachNetworkRule } from "../../rule/network-policies.ts";
import { forbid, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const networkPolicyPrivateRanges: ResourceRule = {
  name: "kubernetes-network-policy-private-ranges",
  description: "CIDR ranges in network policies are private, and exclude the instance metadata service.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { trivy: ["KSV-0038"], nist80053r5: ["SC-7", "SC-7(5)"] },
  database: "pg_hba.conf: no line for 0.0.0.0/0 or ::/0.",
  remediation: "Use a private range, or list yours in the rule's configuration.",
  config: { ranges: { type: "array", items: { type: "string" }, default: [], description: "public ranges of your own" } },
  types: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  check: (policy, config) =>
    eachNetworkRule(policy, ({ direction, rule, peers }) =>
      peers.each((peer) => {
        const cidr = peer.at("ipBlock", "cidr");
        return [
          ...forbid(
            cidr.test((value) => isPublicRange(String(value)) && !listOf(config, "ranges").includes(String(value))),
            "contains public addresses; accepted: private ranges",
          ),
          ...when(Truth.of(direction === "egress"), () =>
            forbid(
              // Cloud DNS of GKE answers at that address, on the port of DNS.
              cidr.test((value) => holdsMetadata(String(value))).and(cidr.is("169.254.169.254/32").and(dnsAlone(rule)).not()),
              "contains 169.254.169.254, which serves the node's credentials; accepted: other ranges, or only DNS at that address",
            ),
          ),
        ];
      }),
    ),
};
