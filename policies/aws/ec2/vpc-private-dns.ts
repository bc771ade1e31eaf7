import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcPrivateDns: ResourceRule = {
  name: "aws-ec2-vpc-private-dns",
  description: "DNS support and hostnames are enabled; private DNS of interface endpoints needs both.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { fsbp: ["EC2.10"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database's name resolves to its private address.",
  remediation: "Set enableDnsSupport and enableDnsHostnames to true.",
  types: ["aws:ec2/vpc:Vpc"],
  check: (vpc) => [
    ...need(vpc.at("enableDnsSupport").isOrAbsent(true), "must be true: endpoints are resolved by DNS"),
    ...need(vpc.at("enableDnsHostnames").is(true), "must be true: when unset, private DNS of endpoints is off"),
  ],
};
