import { Many } from "../../rule/many.ts";
import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

/** Targets of a route that lead out of the VPC. AWS adds a gateway endpoint's route itself, so no program has one. */
const targets = [
  "gatewayId",
  "natGatewayId",
  "egressOnlyGatewayId",
  "transitGatewayId",
  "vpcPeeringConnectionId",
  "carrierGatewayId",
  "localGatewayId",
  "coreNetworkArn",
  "networkInterfaceId",
  "instanceId",
];

export const ec2RouteNoGateway: ResourceRule = {
  name: "aws-ec2-route-no-gateway",
  description: "No route targets a gateway, a peering connection or an appliance.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], nist80053r5: ["SC-7", "SC-7(21)"], fsbp: ["EC2.15"] },
  database: "RDS.18: database subnets have no route to the internet.",
  remediation: "Remove the route; AWS adds a gateway endpoint's route itself.",
  types: ["aws:ec2/route:Route", "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  check: (table) => {
    const routes =
      table.type === "aws:ec2/route:Route"
        ? new Many([(key: string) => table.at(key)], "")
        : table
            .at("routes")
            .items()
            .map((route) => (key: string) => route.at(key));
    return routes.each((at) =>
      targets.flatMap((target) =>
        need(
          at(target).absent().or(at(target).is("")).at(at(target).path),
          "leads out of the VPC; accepted: local routes and those of gateway endpoints",
        ),
      ),
    );
  },
};
