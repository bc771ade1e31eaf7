import { targetGroups } from "../../rule/load-balancers.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const lbTargetGroupEncrypted: ResourceRule = {
  name: "aws-lb-target-group-encrypted",
  description: "Targets are reached over TLS or TCP passthrough.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D6"],
  frameworks: { checkov: ["CKV_AWS_378", "CKV2_AWS_74"], nist80053r5: ["SC-8"] },
  database: "RDS.38: connections are encrypted.",
  remediation: "Set protocol to TCP, TLS or HTTPS.",
  types: targetGroups,
  check: (group) => need(group.at("protocol").is("TCP", "TLS", "HTTPS"), "is not encrypted; accepted: TCP, TLS and HTTPS"),
};
