import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpcNoIpv6: ResourceRule = {
  name: "aws-ec2-vpc-no-ipv6",
  description: "The VPC has no IPv6 range, since IPv6 addresses are public.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Leave assignGeneratedIpv6CidrBlock and the IPv6 ranges unset.",
  types: ["aws:ec2/vpc:Vpc", "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation"],
  check: (vpc) =>
    vpc.type === "aws:ec2/vpc:Vpc"
      ? [
          ...need(vpc.at("assignGeneratedIpv6CidrBlock").isOrAbsent(false), "must be false: IPv6 addresses are public"),
          ...need(
            vpc.at("ipv6CidrBlock").absent().and(vpc.at("ipv6IpamPoolId").absent()),
            "IPv6 addresses are public; accepted: IPv4 only",
            "ipv6CidrBlock",
          ),
        ]
      : need(Truth.of(false), "IPv6 addresses are public; accepted: IPv4 only"),
};
