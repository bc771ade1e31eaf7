import { publicRange } from "../../rule/address-range.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcPrivateRange: ResourceRule = {
  name: "aws-ec2-vpc-private-range",
  description: "The VPC's CIDR range is private.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Choose a range from RFC 1918 or RFC 6598.",
  types: ["aws:ec2/vpc:Vpc", "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "aws:ec2/subnet:Subnet"],
  check: (vpc) => forbid(publicRange(vpc.at("cidrBlock")), "contains public addresses; accepted: a private range"),
};
