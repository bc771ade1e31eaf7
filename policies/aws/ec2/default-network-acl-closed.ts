import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2DefaultNetworkAclClosed: ResourceRule = {
  name: "aws-ec2-default-network-acl-closed",
  description: "The default network ACL of a VPC, which AWS creates open, has no rules.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Leave ingress and egress empty, and give each subnet an ACL of its own.",
  types: ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  check: (acl) => ["ingress", "egress"].flatMap((direction) => need(acl.at(direction).items().empty(), "has rules; accepted: none")),
};
