import { publicRange } from "../../rule/address-range.ts";
import { Many } from "../../rule/many.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2RouteNoPublicDestination: ResourceRule = {
  name: "aws-ec2-route-no-public-destination",
  description: "No route has a public destination.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], nist80053r5: ["SC-7", "SC-7(21)"] },
  database: "RDS.18: database subnets have no route to the internet.",
  remediation: "Remove the route.",
  types: ["aws:ec2/route:Route", "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  check: (table) => {
    const single = table.type === "aws:ec2/route:Route";
    const destinations = single
      ? new Many([table.at("destinationCidrBlock"), table.at("destinationIpv6CidrBlock")], "")
      : table
          .at("routes")
          .items()
          .flatMap((route) => new Many([route.at("cidrBlock"), route.at("ipv6CidrBlock")], route.path));
    return destinations.each((destination) => forbid(publicRange(destination), "is a public destination; accepted: private ranges"));
  },
};
