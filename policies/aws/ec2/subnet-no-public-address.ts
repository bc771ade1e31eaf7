import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2SubnetNoPublicAddress: ResourceRule = {
  name: "aws-ec2-subnet-no-public-address",
  description: "No subnet assigns public IP addresses.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], fsbp: ["EC2.15"], checkov: ["CKV_AWS_130"], trivy: ["AWS-0164"], nist80053r5: ["SC-7"] },
  database: "RDS.18: a database is in private subnets.",
  remediation: "Set mapPublicIpOnLaunch to false and leave assignIpv6AddressOnCreation unset.",
  types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  check: (subnet) => [
    ...need(
      subnet.at("mapPublicIpOnLaunch").isOrAbsent(false).at("mapPublicIpOnLaunch"),
      "must be false: instances would get a public address",
    ),
    ...need(subnet.at("assignIpv6AddressOnCreation").isOrAbsent(false), "must be false: IPv6 addresses are public"),
  ],
};
