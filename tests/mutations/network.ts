import type { Mutation } from "./mutation.ts";
import { perimeterMutations } from "./perimeter.ts";

const subnets = { file: "infra/network/subnets.ts", test: "tests/infra/network/subnets.test.ts" };
const network = { file: "infra/aws/network.ts", test: "tests/infra/aws/network.test.ts" };
const groups = { file: "infra/aws/security-groups.ts", test: "tests/infra/aws/security-groups.test.ts" };

/** Edits that would open, shift or blind the network; those of its ways out and in are in perimeter.ts. */
export const networkMutations: Mutation[] = [
  {
    ...subnets,
    name: "endpoint and load-balancer subnets share addresses",
    find: "(4 + zone) * slice",
    replace: "(1 + zone) * slice",
    fails: "no two subnets overlap",
  },
  {
    ...subnets,
    name: "the last subnets move when a zone is added",
    find: "const edge = range.first + 3 * size(quarter);",
    replace: "const edge = range.first + zones * size(quarter);",
    fails: "a third zone moves no address of the first two",
  },
  {
    ...network,
    name: "an internet gateway is added",
    find: "const vpcId = this.vpc.id;",
    replace: 'const vpcId = this.vpc.id;\n    new aws.ec2.InternetGateway("gateway", { vpcId }, parent);',
    fails: "there is no gateway, public address or peering of any kind",
  },
  {
    ...network,
    name: "subnets hand out public addresses on launch",
    find: "mapPublicIpOnLaunch: false",
    replace: "mapPublicIpOnLaunch: true",
    fails: "no subnet hands out public addresses",
  },
  {
    ...network,
    name: "node subnets get a route to everywhere",
    find: "routeTableId: table.id, subnetId: subnet.id }, parent);",
    replace:
      'routeTableId: table.id, subnetId: subnet.id }, parent);\n        new aws.ec2.Route("out", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }, parent);',
    fails: "no route table has a route of its own",
  },
  {
    ...network,
    name: "the default security group keeps a rule",
    find: "{ vpcId, ingress: [], egress: [] }",
    replace: '{ vpcId, ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }], egress: [] }',
    fails: "what AWS opens in a new VPC is closed > the default security group has no rules",
  },
  {
    ...network,
    name: "the account's block on public access covers one direction only",
    find: '"block-bidirectional"',
    replace: '"block-ingress"',
    fails: "VPC Block Public Access is left to the account unless the settings say so, and then holds both ways",
  },
  {
    ...network,
    name: "the network ACLs admit everybody",
    file: "infra/aws/network-acls.ts",
    find: "cidrBlock: formatRange(range)",
    replace: 'cidrBlock: "0.0.0.0/0"',
    fails: "every subnet has a network ACL, which lets addresses of the VPC in and out and no other",
  },
  {
    name: "refused connections are not recorded",
    file: "infra/aws/flow-logs.ts",
    find: 'trafficType: "ALL"',
    replace: 'trafficType: "ACCEPT"',
    test: "tests/infra/aws/flow-logs.test.ts",
    fails: "accepted and refused traffic is recorded, every minute",
  },
  {
    ...groups,
    name: "endpoints admit every port",
    find: 'connect(nodes, endpoints, 443, "AWS services")',
    replace: 'connect(nodes, endpoints, "all", "AWS services")',
    fails:
      "connections within the keep > endpoints admit nodes on 443, nodes admit each other and the kubelet's caller, and nothing else is admitted",
  },
  {
    ...groups,
    name: "the load balancer admits everybody in the VPC",
    find: "clientRanges(privateLinkClients) ?? []",
    replace: 'clientRanges(privateLinkClients) ?? ["10.64.0.0/16"]',
    fails: "PrivateLink clients > the load balancer admits nobody inside the VPC where a client declares no range",
  },
  {
    ...groups,
    name: "the load balancer reaches every port of the nodes",
    find: "connect(loadBalancer, nodes, frontDoorPort,",
    replace: 'connect(loadBalancer, nodes, "all",',
    fails: "PrivateLink clients > the load balancer reaches the front door and no other port",
  },
  ...perimeterMutations,
];
