import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2InternetGatewayNone: ResourceRule = {
  name: "aws-ec2-internet-gateway-none",
  description: "A private network has no internet gateway.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], checkov: ["CKV_AWS_148"], nist80053r5: ["SC-7", "SC-7(21)"], fsbp: ["EC2.15"] },
  database: "RDS.18: a database's VPC has no ingress from the internet.",
  remediation: "Remove the gateway; reach AWS services through VPC endpoints and clients through PrivateLink.",
  types: ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"],
  check: () => need(Truth.of(false), "an internet gateway allows ingress and egress; accepted: none"),
};
