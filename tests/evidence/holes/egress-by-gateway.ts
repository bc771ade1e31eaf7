import type { Hole } from "./hole.ts";
import { aclOut, anywhere, internetGateway, ipv6, natGateway, node, openAcl, publicNodes, route, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-out" };

/** Ways to the internet or another network through a gateway that somebody added. */
export const egressByGateway: Hole[] = [
  {
    ...r1,
    name: "an internet gateway, a route to it, a public address and a group that lets HTTPS out",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      route(program, { gatewayId: internetGateway(program) });
      publicNodes(program);
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "Route way#gatewayId",
      "LaunchTemplate gpu-pool-template#networkInterfaces[0].associatePublicIpAddress",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "two hops: a NAT gateway in a public subnet, and from there the internet gateway",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      route(program, { natGatewayId: natGateway(program) });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "Route way#natGatewayId",
      "NatGateway nat",
      "NetworkAcl public-acl#egress[0]",
      "RouteTable public-routes#routes[0].gatewayId",
      "NatGateway nat#connectivityType",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "a route to a NAT gateway alone: the group that EKS makes for the control plane allows all egress",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      route(program, { natGatewayId: natGateway(program) });
    },
    path: [
      "Cluster cluster in network-nodes-eu-central-1a",
      "Cluster cluster#vpcConfig.clusterSecurityGroupId",
      aclOut,
      "Route way#natGatewayId",
      "NatGateway nat",
      "NetworkAcl public-acl#egress[0]",
      "RouteTable public-routes#routes[0].gatewayId",
      "NatGateway nat#connectivityType",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "an IPv6 default route to the internet gateway",
    edit: (program) => {
      ipv6(program);
      route(program, { destinationIpv6CidrBlock: "::/0", gatewayId: internetGateway(program) });
      openAcl(program, "network-nodes-acl", { ipv6CidrBlock: "::/0" });
      rule(program, "Egress", "nodes", { cidrIpv6: "::/0" });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv6",
      "NetworkAcl network-nodes-acl#egress[0]",
      "Route way#gatewayId",
      "Subnet network-nodes-eu-central-1a#assignIpv6AddressOnCreation",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "an egress-only gateway",
    edit: (program) => {
      ipv6(program);
      const egressOnlyGatewayId = program.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "egress-only", {
        vpcId: program.output("network-vpc"),
      });
      route(program, { destinationIpv6CidrBlock: "::/0", egressOnlyGatewayId });
      openAcl(program, "network-nodes-acl", { ipv6CidrBlock: "::/0" });
      rule(program, "Egress", "nodes", { cidrIpv6: "2000::/3" });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv6",
      "NetworkAcl network-nodes-acl#egress[0]",
      "Route way#egressOnlyGatewayId",
      "Subnet network-nodes-eu-central-1a#assignIpv6AddressOnCreation",
      "EgressOnlyInternetGateway egress-only",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "a peering connection with a route",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const vpcPeeringConnectionId = program.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
        vpcId: program.output("network-vpc"),
        peerVpcId: "vpc-0fedcba9876543210",
        peerOwnerId: "999988887777",
      });
      route(program, { destinationCidrBlock: "10.200.0.0/16", vpcPeeringConnectionId });
      rule(program, "Egress", "nodes", { cidrIpv4: "10.200.0.0/16" });
    },
    path: [node, "SecurityGroupEgressRule rule#cidrIpv4", aclOut, "Route way#vpcPeeringConnectionId", "VpcPeeringConnection peering"],
  },
  {
    ...r1,
    name: "a transit gateway of somebody else",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      route(program, { destinationCidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-0123456789abcdef0" });
      rule(program, "Egress", "nodes", { cidrIpv4: "10.128.0.0/9" });
    },
    path: [node, "SecurityGroupEgressRule rule#cidrIpv4", aclOut, "Route way#transitGatewayId", "tgw-0123456789abcdef0"],
  },
  {
    ...r1,
    name: "a transit gateway of the program, whose default route leads through another VPC's NAT gateway",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const vpcId = program.add("aws:ec2/vpc:Vpc", "egress-vpc", { cidrBlock: "10.90.0.0/16" });
      const gatewayId = program.add("aws:ec2/internetGateway:InternetGateway", "egress-gateway", { vpcId });
      const table = (name: string, to: Record<string, unknown>) =>
        program.add("aws:ec2/routeTable:RouteTable", name, { vpcId, routes: [{ cidrBlock: anywhere, ...to }] });
      const subnet = (name: string, cidrBlock: string) => program.add("aws:ec2/subnet:Subnet", name, { vpcId, cidrBlock });
      const associate = (subnetId: string, routeTableId: string, name: string) =>
        program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", name, { subnetId, routeTableId });
      const [inner, outer] = [subnet("egress-inner", "10.90.0.0/24"), subnet("egress-outer", "10.90.1.0/24")];
      const natGatewayId = program.add("aws:ec2/natGateway:NatGateway", "egress-nat", { subnetId: outer });
      associate(inner, table("egress-inner-routes", { natGatewayId }), "egress-inner-association");
      associate(outer, table("egress-outer-routes", { gatewayId }), "egress-outer-association");
      const transitGatewayId = program.add("aws:ec2transitgateway/transitGateway:TransitGateway", "transit", {});
      const attach = (name: string, vpc: string, subnetIds: string[]) =>
        program.add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", name, { transitGatewayId, vpcId: vpc, subnetIds });
      attach("keep-attachment", program.output("network-vpc"), [program.output("network-nodes-eu-central-1a")]);
      const transitGatewayAttachmentId = attach("egress-attachment", vpcId, [inner]);
      program.add("aws:ec2transitgateway/route:Route", "transit-default", {
        destinationCidrBlock: anywhere,
        transitGatewayAttachmentId,
        transitGatewayRouteTableId: "tgw-rtb-1",
      });
      route(program, { transitGatewayId });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "Route way#transitGatewayId",
      "TransitGateway transit",
      "Route transit-default#destinationCidrBlock",
      "RouteTable egress-inner-routes#routes[0].natGatewayId",
      "NatGateway egress-nat",
      "Vpc egress-vpc#defaultNetworkAclId",
      "RouteTable egress-outer-routes#routes[0].gatewayId",
      "NatGateway egress-nat#connectivityType",
      "InternetGateway egress-gateway",
      "the internet",
    ],
  },
];
