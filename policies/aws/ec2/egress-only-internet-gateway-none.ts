import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2EgressOnlyInternetGatewayNone: ResourceRule = {
  name: "aws-ec2-egress-only-internet-gateway-none",
  description: "A private network has no egress-only internet gateway, which is IPv6 egress.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation: "Remove the gateway; reach AWS services through VPC endpoints.",
  types: ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "aws:ec2/carrierGateway:CarrierGateway"],
  check: () => need(Truth.of(false), "an egress-only or carrier gateway allows egress to the internet; accepted: none"),
};
