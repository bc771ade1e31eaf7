import type { Hole } from "./hole.ts";
import {
  aclOut,
  aclRule,
  anywhere,
  internetGateway,
  natGateway,
  node,
  openAcl,
  publicNodes,
  publicSubnet,
  route,
  rule,
} from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-out" };

/** Ways out by a route, a group, an endpoint or a network ACL that admits more than it seems to. */
export const egressByRoute: Hole[] = [
  {
    ...r1,
    name: "a prefix list wide open in a security group",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const prefixListId = program.add("aws:ec2/managedPrefixList:ManagedPrefixList", "partners", {
        addressFamily: "IPv4",
        maxEntries: 2,
        entries: [{ cidr: "10.1.0.0/16" }, { cidr: anywhere }],
      });
      route(program, { gatewayId: internetGateway(program) });
      publicNodes(program);
      rule(program, "Egress", "nodes", { prefixListId });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#prefixListId",
      aclOut,
      "Route way#gatewayId",
      "LaunchTemplate gpu-pool-template#networkInterfaces[0].associatePublicIpAddress",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "a route for a prefix list, whose entries are a resource of their own",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const destinationPrefixListId = program.add("aws:ec2/managedPrefixList:ManagedPrefixList", "partners", {
        addressFamily: "IPv4",
        maxEntries: 1,
      });
      program.add("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "partner", {
        prefixListId: destinationPrefixListId,
        cidr: "198.51.100.0/24",
      });
      route(program, { destinationPrefixListId, natGatewayId: natGateway(program) });
      rule(program, "Egress", "nodes", { cidrIpv4: "198.51.100.7/32" });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "Route way#destinationPrefixListId",
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
    name: "a route through an instance that passes packets on",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const subnetId = publicSubnet(program, internetGateway(program));
      const securityGroup = program.add("aws:ec2/securityGroup:SecurityGroup", "router-group", {
        vpcId: program.output("network-vpc"),
        ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.64.0.0/16"] }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [anywhere] }],
      });
      const networkInterfaceId = program.add("aws:ec2/networkInterface:NetworkInterface", "router", {
        subnetId,
        sourceDestCheck: false,
        securityGroups: [securityGroup],
      });
      program.add("aws:ec2/eip:Eip", "router-address", { networkInterface: networkInterfaceId });
      route(program, { networkInterfaceId });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "Route way#networkInterfaceId",
      "SecurityGroup router-group#ingress[0].cidrBlocks",
      "SecurityGroup router-group#egress[0].cidrBlocks",
      "NetworkInterface router in public",
      "NetworkAcl public-acl#egress[0]",
      "RouteTable public-routes#routes[0].gatewayId",
      "Eip router-address",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "a node subnet is associated with somebody else's route table",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      publicSubnet(program, internetGateway(program));
      program.inputs("network-nodes-routes-1")["routeTableId"] = program.output("public-routes");
      publicNodes(program);
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "RouteTable public-routes#routes[0].gatewayId",
      "LaunchTemplate gpu-pool-template#networkInterfaces[0].associatePublicIpAddress",
      "InternetGateway gateway",
      "the internet",
    ],
  },
  {
    ...r1,
    name: "a subnet without a route table of its own follows the main one, which leads out",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      program.remove("network-nodes-routes-1");
      program.inputs("network-default-routes")["routes"] = [{ cidrBlock: anywhere, natGatewayId: natGateway(program) }];
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "DefaultRouteTable network-default-routes#routes[0].natGatewayId",
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
    name: "a virtual private gateway announces its routes",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const vpnGatewayId = program.add("aws:ec2/vpnGateway:VpnGateway", "office", { vpcId: program.output("network-vpc") });
      program.add("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "propagation", {
        routeTableId: program.output("network-nodes-routes"),
        vpnGatewayId,
      });
      rule(program, "Egress", "nodes", { cidrIpv4: "172.20.0.0/14" });
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      aclOut,
      "VpnGatewayRoutePropagation propagation#vpnGatewayId",
      "VpnGateway office",
    ],
  },
  {
    ...r1,
    name: "an interface endpoint of somebody else's service",
    edit: (program) => {
      program.add("aws:ec2/vpcEndpoint:VpcEndpoint", "vendor", {
        vpcId: program.output("network-vpc"),
        vpcEndpointType: "Interface",
        serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0",
        subnetIds: [program.output("network-endpoints-eu-central-1a")],
        securityGroupIds: [program.output("groups-endpoints")],
      });
    },
    path: [
      node,
      "SecurityGroupEgressRule groups-nodes-to-endpoints-out#referencedSecurityGroupId",
      "SecurityGroupIngressRule groups-nodes-to-endpoints-in#referencedSecurityGroupId",
      "NetworkAcl network-nodes-acl#egress[0]",
      "NetworkAcl network-edge-acl#ingress[0]",
      "VpcEndpoint vendor#serviceName",
    ],
  },
  {
    ...r1,
    name: "the API server's own calls leave by a path of AWS",
    edit: (program) => {
      delete program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["controlPlaneEgressMode"];
    },
    path: ["Cluster cluster#vpcConfig.controlPlaneEgressMode", "the internet"],
  },
  {
    ...r1,
    name: "an Allow that a Deny had hidden: the network ACL refuses only after it has admitted",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) });
      rule(program, "Egress", "nodes", { cidrIpv4: "203.0.113.0/24" });
      openAcl(program, "network-nodes-acl");
      aclRule(program, "egress", "network-nodes-acl", { cidrBlock: "203.0.113.0/24", ruleNo: 20 }, "deny");
    },
    path: [
      node,
      "SecurityGroupEgressRule rule#cidrIpv4",
      "NetworkAcl network-nodes-acl#egress[1]",
      "Route way#natGatewayId",
      "NatGateway nat",
      "NetworkAcl public-acl#egress[0]",
      "RouteTable public-routes#routes[0].gatewayId",
      "NatGateway nat#connectivityType",
      "InternetGateway gateway",
      "the internet",
    ],
  },
];
