import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const ec2VpcFlowLog: StackRule = {
  name: "aws-ec2-vpc-flow-log",
  description: "Each VPC has a flow log.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { fsbp: ["EC2.6"], checkov: ["CKV2_AWS_11"], trivy: ["AWS-0178"], nist80053r5: ["AU-12", "SI-4"] },
  database: "log_connections: a database logs its connections.",
  remediation: "Add an aws.ec2.FlowLog for the VPC with trafficType ALL.",
  checkStack: (stack) =>
    stack.of("aws:ec2/vpc:Vpc").flatMap((vpc) =>
      about(
        vpc,
        need(
          stack.some(["aws:ec2/flowLog:FlowLog"], (log) => refersTo(log, "vpcId", vpc)),
          "has no flow log; accepted: one of its own",
          "flowLog",
        ),
      ),
    ),
};
