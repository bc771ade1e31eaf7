import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const eksNodeGroupNoRemoteAccess: ResourceRule = {
  name: "aws-eks-node-group-no-remote-access",
  description: "Nodes have no SSH access.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { checkov: ["CKV_AWS_100"], nist80053r5: ["AC-3", "AC-6"] },
  database: "CIS PostgreSQL 4.1: no login to the database server's operating system.",
  remediation: "Leave remoteAccess unset.",
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (group) => need(group.at("remoteAccess").absent(), "allows SSH to the nodes; accepted: none"),
};
