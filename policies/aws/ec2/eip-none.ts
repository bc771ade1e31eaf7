import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2EipNone: ResourceRule = {
  name: "aws-ec2-eip-none",
  description: "No resource has an Elastic IP address.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], fsbp: ["EC2.9"], checkov: ["CKV_AWS_88"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Remove the address and what it is associated with.",
  types: ["aws:ec2/eip:Eip", "aws:ec2/eipAssociation:EipAssociation"],
  check: () => need(Truth.of(false), "an elastic IP is a public address; accepted: none"),
};
