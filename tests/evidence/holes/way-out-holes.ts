import type { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";
import { aclRule, anywhere, internetGateway, ipv6, natGateway, openAcl, publicNodes, publicSubnet, route, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-out" };
const onPrem = { stack: "on-prem", proof: "no-way-out" };
const node = "NodeGroup gpu-pool in network-nodes-eu-central-1a";
const aclOut = "NetworkAcl network-nodes-acl#egress[0]";

const egressRules = (program: Edit, namespace: string, name: string) => program.inputs(`${namespace}/${name}`)["spec"];

/** Edits that let something inside call the outside. */
export const wayOutHoles: Hole[] = [
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
    name: "a route to a NAT gateway alone: the group that EKS makes for the control plane lets everything out",
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
  {
    ...onPrem,
    name: "a network policy lets the model server call every address",
    edit: (program) => {
      egressRules(program, "modelkeep-serving", "default-deny")["egress"] = [
        { to: [{ ipBlock: { cidr: anywhere, except: ["10.0.0.0/8"] } }] },
      ];
    },
    path: ["Deployment model-server", "NetworkPolicy modelkeep-serving/default-deny#spec.egress", "the internet"],
  },
  {
    ...onPrem,
    name: "a network policy lets the model server call IPv6 addresses",
    edit: (program) => {
      egressRules(program, "modelkeep-serving", "default-deny")["egress"] = [
        { to: [{ ipBlock: { cidr: "2000::/3" } }], ports: [{ protocol: "TCP", port: 443 }] },
      ];
    },
    path: ["Deployment model-server", "NetworkPolicy modelkeep-serving/default-deny#spec.egress", "the internet"],
  },
  {
    ...onPrem,
    name: "the default-deny of the serving namespace is missing",
    edit: (program) => program.remove("modelkeep-serving/default-deny"),
    path: ["Deployment model-server", "Deployment modelkeep-serving/model-server", "the internet"],
  },
  {
    ...onPrem,
    name: "the default-deny does not name egress",
    edit: (program) => {
      egressRules(program, "modelkeep-serving", "default-deny")["policyTypes"] = ["Ingress"];
    },
    path: ["Deployment model-server", "Deployment modelkeep-serving/model-server", "the internet"],
  },
  {
    ...onPrem,
    name: "the probe stands in the network of its node",
    edit: (program) => {
      program.inputs("modelkeep-probes/probe", "v1:Job")["spec"]["template"]["spec"]["hostNetwork"] = true;
    },
    path: ["Job probe", "Job modelkeep-probes/probe#spec.template.spec.hostNetwork", "the internet"],
  },
];
