import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2NatGatewayNone: ResourceRule = {
  name: "aws-ec2-nat-gateway-none",
  description: "A private network has no NAT gateway.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation: "Remove the gateway; reach AWS services through VPC endpoints.",
  types: ["aws:ec2/natGateway:NatGateway", "aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation"],
  check: () => need(Truth.of(false), "a NAT gateway allows egress to the internet; accepted: none"),
};
