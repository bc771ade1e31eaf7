import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpcPeeringNone: ResourceRule = {
  name: "aws-ec2-vpc-peering-none",
  description: "The VPC has no peering connections.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "AC-4"] },
  database: "pg_hba.conf: clients are named one by one, not by whole networks.",
  remediation: "Remove the peering; let clients connect over PrivateLink.",
  types: ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter"],
  check: () => need(Truth.of(false), "VPC peering connects whole networks; accepted: an endpoint service for named clients"),
};
