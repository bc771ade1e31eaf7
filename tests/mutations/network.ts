import type { Mutation } from "./mutation.ts";
import { perimeterMutations } from "./perimeter.ts";

/** Edits that would open, shift or blind the network; those of its ways out and in are in perimeter.ts. */
export const networkMutations: Mutation[] = [
  {
    name: "endpoint and load-balancer subnets share addresses",
    in: "planSubnets",
    find: "(4n + zone) * slice",
    replace: "(1n + zone) * slice",
    fails: "subnets-do-not-overlap",
  },
  {
    name: "the last subnets move when a zone is added",
    in: "planSubnets",
    find: "const edge = 3n * quarter;",
    replace: "const edge = BigInt(zones) * quarter;",
    fails: "third-zone-moves-nothing",
  },
  {
    name: "an internet gateway is added",
    in: "Network",
    find: "const vpcId = this.vpc.id;",
    replace: 'const vpcId = this.vpc.id;\n    new aws.ec2.InternetGateway("gateway", { vpcId }, parent);',
    fails: "no-gateway-or-peering",
  },
  {
    name: "subnets hand out public addresses on launch",
    in: "Network",
    find: "mapPublicIpOnLaunch: false",
    replace: "mapPublicIpOnLaunch: true",
    fails: "no-public-addresses",
  },
  {
    name: "node subnets get a route to everywhere",
    in: "Network",
    find: "routeTableId: table.id, subnetId: subnet.id }, parent);",
    replace:
      'routeTableId: table.id, subnetId: subnet.id }, parent);\n        new aws.ec2.Route("out", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }, parent);',
    fails: "route-tables-empty",
  },
  {
    name: "the default security group keeps a rule",
    in: "Network",
    find: "{ vpcId, ingress: [], egress: [] }",
    replace: '{ vpcId, ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }], egress: [] }',
    fails: "default-security-group-empty",
  },
  {
    name: "the account's block on public access covers one direction only",
    in: "Network",
    find: '"block-bidirectional"',
    replace: '"block-ingress"',
    fails: "public-access-block-by-settings",
  },
  {
    name: "the network ACLs admit everybody",
    in: "infra#within",
    find: "cidrBlock: formatCidr(range)",
    replace: 'cidrBlock: "0.0.0.0/0"',
    fails: "network-acls-inside-vpc",
  },
  {
    name: "refused connections are not recorded",
    in: "FlowLogs",
    find: 'trafficType: "ALL"',
    replace: 'trafficType: "ACCEPT"',
    fails: "flow-logs-all-traffic",
  },
  {
    name: "endpoints admit every port",
    in: "infra#SecurityGroups",
    find: 'connect(nodes, endpoints, 443, "AWS services")',
    replace: 'connect(nodes, endpoints, "all", "AWS services")',
    fails: "security-groups-inside-keep",
  },
  {
    name: "the load balancer admits everybody in the VPC",
    in: "infra#SecurityGroups",
    find: "open ? [] :",
    replace: 'open ? ["10.64.0.0/16"] :',
    fails: "load-balancer-admits-declared-ranges",
  },
  {
    name: "the load balancer reaches every port of the nodes",
    in: "infra#SecurityGroups",
    find: "connect(loadBalancer, nodes, nodePort,",
    replace: 'connect(loadBalancer, nodes, "all",',
    fails: "load-balancer-to-front-door-alone",
  },
  ...perimeterMutations,
  {
    name: "ranges of two families overlap",
    in: "network-range/range#overlap",
    find: "a.family === b.family &&",
    replace: "a.family !== undefined &&",
    fails: "families-are-apart",
  },
  {
    name: "an address with a leading zero is taken for an octal number",
    in: "network-range/cidr#isCidr",
    find: "ipaddr.IPv4.isValidCIDRFourPartDecimal(text)",
    replace: "ipaddr.IPv4.isValidCIDR(text)",
    fails: "other-spellings-are-no-ranges",
  },
];
