import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointPolicy: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-policy",
  description: "A VPC endpoint has a custom policy; AWS's default allows every call.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { fsbp: ["EC2.10"], nist80053r5: ["SC-7", "SC-7(11)"] },
  database: "GRANT: nothing is allowed that was not granted.",
  remediation: "Set policy to the calls in use.",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  check: (endpoint) =>
    need(endpoint.at("policy").present(), "is missing, which allows every call of every account; accepted: a custom policy"),
};
