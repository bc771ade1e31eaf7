import { targetGroups } from "../../rule/load-balancers.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbTargetGroupClientAddress: ResourceRule = {
  name: "aws-lb-target-group-client-address",
  description: "Targets of a Network Load Balancer receive the client's address.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9"],
  frameworks: { nist80053r5: ["AU-2", "AU-12"] },
  database: "log_connections: a database logs its connections.",
  remediation: "Set proxyProtocolV2 to true, or preserveClientIp.",
  types: targetGroups,
  check: (group) =>
    when(group.at("protocol").is("TCP", "TLS"), () =>
      need(
        group.at("proxyProtocolV2").is(true).or(group.at("preserveClientIp").is(true)),
        "hides the client's address; accepted: proxyProtocolV2",
        "proxyProtocolV2",
      ),
    ),
};
