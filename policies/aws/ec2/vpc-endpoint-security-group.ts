import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointSecurityGroup: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-security-group",
  description: "An interface endpoint has a security group of its own, not the VPC's default one.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Set securityGroupIds.",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  check: (endpoint) =>
    when(endpoint.at("vpcEndpointType").is("Interface"), () =>
      need(
        endpoint.at("securityGroupIds").items().empty().not(),
        "is missing, so the VPC's default group applies; accepted: a group of its own",
      ),
    ),
};
