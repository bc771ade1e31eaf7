import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointPrivateDns: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-private-dns",
  description: "Interface endpoints have private DNS, so that the service's public name resolves to them.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { fsbp: ["EC2.10", "EC2.55", "EC2.56", "EC2.57"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database's name resolves to its private address.",
  remediation: "Set privateDnsEnabled to true.",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  check: (endpoint) =>
    when(endpoint.at("vpcEndpointType").is("Interface"), () =>
      need(endpoint.at("privateDnsEnabled").is(true), "must be true: the service's name would resolve to its public addresses"),
    ),
};
