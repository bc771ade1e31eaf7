import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpcBlockPublicAccessBidirectional: ResourceRule = {
  name: "aws-ec2-vpc-block-public-access-bidirectional",
  description: "VPC Block Public Access, where it is set, blocks both directions, without exclusions.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { fsbp: ["EC2.172"], nist80053r5: ["SC-7", "SC-7(21)"] },
  database: "RDS.18: database subnets have no route to the internet.",
  remediation: "Set internetGatewayBlockMode to block-bidirectional, and remove exclusions.",
  types: [
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
    "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion",
  ],
  check: (options) =>
    options.type.endsWith("Exclusion")
      ? need(Truth.of(false), "exempts a network; accepted: no exclusion")
      : need(options.at("internetGatewayBlockMode").is("block-bidirectional"), "leaves one direction open; accepted: block-bidirectional"),
};
