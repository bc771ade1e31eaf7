import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2DefaultRouteTableClosed: ResourceRule = {
  name: "aws-ec2-default-route-table-closed",
  description: "The main route table of a VPC, which applies to subnets without their own, has no routes.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.18: database subnets have no route to the internet.",
  remediation: "Leave routes empty, and give each subnet a route table of its own.",
  types: ["aws:ec2/defaultRouteTable:DefaultRouteTable"],
  check: (table) => need(table.at("routes").items().empty(), "has routes; accepted: none"),
};
