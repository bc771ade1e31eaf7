import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

const defaults = [
  ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId"],
  ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "defaultNetworkAclId"],
  ["aws:ec2/defaultRouteTable:DefaultRouteTable", "defaultRouteTableId"],
] as const;

export const ec2VpcDefaultsManaged: StackRule = {
  name: "aws-ec2-vpc-defaults-managed",
  description: "The VPC's default security group, network ACL and route table, which AWS creates open, are managed and empty.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { fsbp: ["EC2.2"], checkov: ["CKV2_AWS_12"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "CIS PostgreSQL 1: unused defaults of an installation are removed.",
  remediation: "Add aws.ec2.DefaultSecurityGroup, aws.ec2.DefaultNetworkAcl and aws.ec2.DefaultRouteTable for the VPC.",
  checkStack: (stack) =>
    stack.of("aws:ec2/vpc:Vpc").flatMap((vpc) =>
      about(
        vpc,
        defaults.flatMap(([type, property]) =>
          need(
            stack.some([type], (taken) => refersTo(taken, property, vpc)),
            `has an unmanaged default; accepted: a ${type.split(":").at(-1)} without rules`,
            type.split(":").at(-1)!,
          ),
        ),
      ),
    ),
};
