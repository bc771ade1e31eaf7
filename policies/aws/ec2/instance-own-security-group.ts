import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { anyOf, Truth } from "../../rule/truth.ts";

export const ec2InstanceOwnSecurityGroup: ResourceRule = {
  name: "aws-ec2-instance-own-security-group",
  description:
    "An instance names its security groups, rather than take the VPC's default or the one that EKS makes, which lets everything out.",
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
    // An instance may follow a template, and a template leave it to its instance where it makes no interface and is no node's.
    const elsewhere = instance.type.includes("launchTemplate") ? instance.at("iamInstanceProfile").present() : Truth.of(false);
    return need(
      anyOf([own, byInterface, elsewhere.and(interfaces.empty())], "vpcSecurityGroupIds"),
      "names no security group; accepted is one of its own",
      "vpcSecurityGroupIds",
    );
  },
};
