import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointPrivateDns: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-private-dns",
  description: "An interface endpoint answers under the public name of its service, so that nothing looks for the public one.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { fsbp: ["EC2.10", "EC2.55", "EC2.56", "EC2.57"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database's name resolves to its private address.",
  remediation: "Set privateDnsEnabled to true.",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  check: (endpoint) =>
    when(endpoint.at("vpcEndpointType").is("Interface"), () =>
      need(endpoint.at("privateDnsEnabled").is(true), "must be true: programs would look for the public service"),
    ),
};
