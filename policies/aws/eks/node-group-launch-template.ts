import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { given } from "../../rule/stack.ts";
import { anyOf } from "../../rule/truth.ts";

export const eksNodeGroupLaunchTemplate: StackRule = {
  name: "aws-eks-node-group-launch-template",
  description: "Node groups use a launch template, to which the rules on metadata, volumes and addresses apply.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D7", "D8"],
  frameworks: { fsbp: ["EC2.8"], checkov: ["CKV_AWS_79"], nist80053r5: ["AC-6"] },
  database: "RDS.35: instances start from a parameter group.",
  remediation: "Set launchTemplate.",
  checkStack: (stack) =>
    stack
      .of("aws:eks/nodeGroup:NodeGroup")
      .flatMap((group) =>
        about(
          group,
          need(
            anyOf(
              ["id", "name"].map((key) => given(stack, group, group.at("launchTemplate", key), ["aws:ec2/launchTemplate:LaunchTemplate"])),
            ),
            "is missing, so EKS's defaults apply (hop limit 2, volumes without a customer-managed key)",
            "launchTemplate",
          ),
        ),
      ),
};
