import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const ec2SubnetOwnRouteTable: StackRule = {
  name: "aws-ec2-subnet-own-route-table",
  description: "Each subnet has a route table of its own, not the main one, which a later change could open for all subnets.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.18: a database is in private subnets.",
  remediation: "Add an aws.ec2.RouteTableAssociation for the subnet.",
  checkStack: (stack) =>
    stack.of("aws:ec2/subnet:Subnet").flatMap((subnet) =>
      about(
        subnet,
        need(
          stack.some(["aws:ec2/routeTableAssociation:RouteTableAssociation"], (link) => refersTo(link, "subnetId", subnet)),
          "uses the main route table; accepted: an association with one of its own",
          "routeTable",
        ),
      ),
    ),
};
