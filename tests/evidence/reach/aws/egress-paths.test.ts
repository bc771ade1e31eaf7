import { beforeEach, describe, expect, test } from "vitest";
import { SmallNetwork } from "../small-network.ts";

let net: SmallNetwork;
beforeEach(() => {
  net = new SmallNetwork();
});
const table = () => net.inputs("table");
const nat = (more: Record<string, unknown> = {}) => {
  const subnetId = net.add("aws:ec2/subnet:Subnet", "outer", { vpcId: net.vpcId, cidrBlock: "10.0.1.0/24" });
  const routeTableId = net.add("aws:ec2/routeTable:RouteTable", "outer-table", {
    vpcId: net.vpcId,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: net.gatewayId }],
  });
  net.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "outer-association", { subnetId, routeTableId });
  return net.add("aws:ec2/natGateway:NatGateway", "nat", { subnetId, ...more });
};

test("with every door open there is one way, to the internet", () => {
  expect(net.out()).toMatchObject([{ to: "internet", unknown: [] }]);
});

describe("one closed door is enough", () => {
  test.each<[string, () => void]>([
    ["no route", () => void delete table()["routes"]],
    [
      "a route for private addresses",
      () => void Object.assign(table(), { routes: [{ cidrBlock: "10.0.0.0/8", gatewayId: net.gatewayId }] }),
    ],
    [
      "an association with another table",
      () =>
        void Object.assign(net.inputs("association"), {
          routeTableId: net.add("aws:ec2/routeTable:RouteTable", "closed", { vpcId: net.vpcId }),
        }),
    ],
    ["no association: the main table leads nowhere", () => net.remove("association")],
    ["no public address", () => void Object.assign(net.inputs("host"), { associatePublicIpAddress: false })],
    ["a group without outbound rules", () => void delete net.inputs("group")["egress"]],
    ["a network ACL without rules", () => net.acl({ egress: [] })],
    [
      "a private NAT gateway",
      () => void Object.assign(table(), { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat({ connectivityType: "private" }) }] }),
    ],
    [
      "a longer prefix that leads elsewhere",
      () => {
        net.inputs("group")["egress"] = [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["8.8.8.8/32"] }];
        table()["routes"].push({ cidrBlock: "8.8.8.0/24", gatewayId: "local" });
      },
    ],
    [
      "an empty prefix list",
      () => {
        const prefixListId = net.add("aws:ec2/managedPrefixList:ManagedPrefixList", "list", { entries: [] });
        net.inputs("group")["egress"] = [{ protocol: "-1", fromPort: 0, toPort: 0, prefixListIds: [prefixListId] }];
      },
    ],
    [
      "a route for IPv6 alone, and no IPv6 address",
      () => void Object.assign(table(), { routes: [{ ipv6CidrBlock: "::/0", gatewayId: net.gatewayId }] }),
    ],
    [
      "VPC Block Public Access in both directions",
      () =>
        void net.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "block", {
          internetGatewayBlockMode: "block-bidirectional",
        }),
    ],
  ])("%s", { tags: ["closed-door-keeps-in"] }, (_what, close) => {
    close();
    expect(net.out()).toEqual([]);
  });
});

describe("another door is as good", () => {
  test.each<[string, () => void]>([
    [
      "the main table, changed by the program",
      () => {
        net.remove("association");
        net.add("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
          defaultRouteTableId: net.output("net", "defaultRouteTableId"),
          routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: net.gatewayId }],
        });
      },
    ],
    [
      "another table made the main one",
      () => {
        net.remove("association");
        net.add("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", {
          vpcId: net.vpcId,
          routeTableId: net.output("table"),
        });
      },
    ],
    [
      "a route that is a resource of its own",
      () => {
        delete table()["routes"];
        net.add("aws:ec2/route:Route", "way", {
          routeTableId: net.output("table"),
          destinationCidrBlock: "8.0.0.0/8",
          gatewayId: net.gatewayId,
        });
      },
    ],
    [
      "a gateway by its id alone",
      () => void Object.assign(table(), { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123456789abcdef0" }] }),
    ],
    [
      "a NAT gateway, without a public address of its own",
      () => {
        net.inputs("host")["associatePublicIpAddress"] = false;
        table()["routes"] = [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat() }];
      },
    ],
    [
      "an egress-only gateway",
      () => {
        net.inputs("host")["ipv6AddressCount"] = 1;
        const egressOnlyGatewayId = net.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "egress-only", {
          vpcId: net.vpcId,
        });
        table()["routes"] = [{ ipv6CidrBlock: "::/0", egressOnlyGatewayId }];
        net.inputs("group")["egress"] = [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }];
      },
    ],
    [
      "block-ingress, which lets connections out",
      () =>
        void net.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "block", {
          internetGatewayBlockMode: "block-ingress",
        }),
    ],
  ])("%s", { tags: ["other-door-out-of-network"] }, (_what, open) => {
    open();
    expect(net.out()).toMatchObject([{ to: "internet", unknown: [] }]);
  });
});

test("a gateway endpoint takes what is for its service away from the default route", {
  tags: ["gateway-endpoint-before-default-route"],
}, () => {
  net.inputs("host")["associatePublicIpAddress"] = false;
  table()["routes"] = [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat() }];
  const endpoint = net.add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
    vpcId: net.vpcId,
    serviceName: "com.amazonaws.eu-central-1.s3",
    routeTableIds: [net.output("table")],
  });
  net.inputs("group")["egress"] = [{ protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: [net.output("s3", "prefixListId")] }];
  expect(net.out()).toMatchObject([{ to: "service", unknown: [] }]);
  net.inputs("s3")["routeTableIds"] = [];
  expect(net.out()).toMatchObject([{ to: "internet" }]);
  expect(endpoint).not.toBe("");
});

test("an interface endpoint is called where both groups agree; a service of AWS is one, anything else another network", {
  tags: ["interface-endpoint-by-both-groups"],
}, () => {
  delete table()["routes"];
  const group = net.add("aws:ec2/securityGroup:SecurityGroup", "endpoints", {
    vpcId: net.vpcId,
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, securityGroups: [net.groupId] }],
  });
  net.add("aws:ec2/vpcEndpoint:VpcEndpoint", "logs", {
    vpcId: net.vpcId,
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.eu-central-1.logs",
    subnetIds: [net.subnetId],
    securityGroupIds: [group],
  });
  expect(net.out()).toMatchObject([{ to: "service", endpoint: { name: "logs" } }]);
  net.inputs("logs")["serviceName"] = "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0";
  expect(net.out()).toMatchObject([{ to: "network" }]);
  net.inputs("endpoints")["ingress"] = [];
  expect(net.out()).toEqual([]);
});
