import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { anyOf, Truth } from "../../rule/truth.ts";

export const ec2InstanceOwnSecurityGroup: ResourceRule = {
  name: "aws-ec2-instance-own-security-group",
  description: "An instance has explicit security groups, not the VPC's default group or the EKS cluster group, which allows all egress.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { fsbp: ["EC2.2"], nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "Set vpcSecurityGroupIds, or securityGroups of each network interface.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  check: (instance) => {
    const own = instance.at("vpcSecurityGroupIds").items().empty().not();
    const interfaces = instance.at("networkInterfaces").items();
    const byInterface = interfaces
      .empty()
      .not()
      .and(interfaces.every((one) => one.at("securityGroups").items().empty().not().or(one.at("networkInterfaceId").present())));
    // An instance may take them from a launch template; a template without interfaces, not of a node, may leave them to its instance.
    const elsewhere = instance.type.includes("launchTemplate") ? instance.at("iamInstanceProfile").present() : Truth.of(false);
    return need(
      anyOf([own, byInterface, elsewhere.and(interfaces.empty())], "vpcSecurityGroupIds"),
      "has no explicit security group; accepted: one of its own",
      "vpcSecurityGroupIds",
    );
  },
};
