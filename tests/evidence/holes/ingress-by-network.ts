import type { Hole } from "./hole.ts";
import { aclRule, anywhere, internetGateway, openAcl, openTunnel, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-in" };
const edgeAcl = "NetworkAcl network-edge-acl#ingress[0]";
const tunnel = "Instance tunnel in network-endpoints-eu-central-1a";

/** Ways in through load balancers, and from networks and groups that are not the keep's. */
export const ingressByNetwork: Hole[] = [
  {
    ...r1,
    name: "a load balancer that faces the internet",
    edit: (program) => {
      internetGateway(program);
      program.inputs("private-link-nlb")["internal"] = false;
      openAcl(program, "network-edge-acl");
      rule(program, "Ingress", "load-balancer", { cidrIpv4: anywhere });
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "LoadBalancer private-link-nlb#internal",
      edgeAcl,
      "SecurityGroupIngressRule rule#cidrIpv4",
      "LoadBalancer private-link-nlb in network-load-balancer-eu-central-1a",
      "Listener private-link-tls#defaultActions",
      "TargetGroup private-link-front-door#port",
      "Attachment private-link-nodes",
    ],
  },
  {
    ...r1,
    name: "a load balancer that faces the internet by default, and has no group",
    edit: (program) => {
      internetGateway(program);
      const nlb = program.inputs("private-link-nlb");
      delete nlb["internal"];
      delete nlb["securityGroups"];
      openAcl(program, "network-edge-acl");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "LoadBalancer private-link-nlb#internal",
      edgeAcl,
      "LoadBalancer private-link-nlb#securityGroups",
      "LoadBalancer private-link-nlb in network-load-balancer-eu-central-1a",
      "Listener private-link-tls#defaultActions",
      "TargetGroup private-link-front-door#port",
      "Attachment private-link-nodes",
    ],
  },
  {
    ...r1,
    name: "a group admits members of a group that is not of this program",
    edit: (program) => rule(program, "Ingress", "nodes", { referencedSecurityGroupId: "sg-0fedcba9876543210" }, 30443),
    path: [
      "an interface in sg-0fedcba9876543210",
      "SecurityGroupIngressRule rule#referencedSecurityGroupId",
      "NodeGroup gpu-pool in network-nodes-eu-central-1a",
    ],
  },
  {
    ...r1,
    name: "a peering connection, and a group that admits the peer",
    edit: (program) => {
      program.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
        vpcId: program.output("network-vpc"),
        peerVpcId: "vpc-0fedcba9876543210",
      });
      openAcl(program, "network-nodes-acl", { cidrBlock: "10.200.0.0/16" });
      rule(program, "Ingress", "nodes", { cidrIpv4: "10.200.0.0/16" }, 30443);
    },
    path: [
      "another network",
      "VpcPeeringConnection peering",
      "NetworkAcl network-nodes-acl#ingress[0]",
      "SecurityGroupIngressRule rule#cidrIpv4",
      "NodeGroup gpu-pool in network-nodes-eu-central-1a",
    ],
  },
  {
    ...r1,
    name: "a transit gateway, and a network ACL that admits a client's range: the load balancer's group does so already",
    edit: (program) => {
      program.add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "attachment", {
        transitGatewayId: "tgw-0123456789abcdef0",
        vpcId: program.output("network-vpc"),
        subnetIds: [program.output("network-nodes-eu-central-1a")],
      });
      openAcl(program, "network-edge-acl", { cidrBlock: "10.128.0.0/16" });
    },
    path: [
      "another network",
      "VpcAttachment attachment",
      edgeAcl,
      "SecurityGroupIngressRule groups-clients-10.128.0.0/16#cidrIpv4",
      "LoadBalancer private-link-nlb in network-load-balancer-eu-central-1a",
      "Listener private-link-tls#defaultActions",
      "TargetGroup private-link-front-door#port",
      "Attachment private-link-nodes",
    ],
  },
  {
    ...r1,
    name: "a virtual private gateway, and a group that admits the office",
    edit: (program) => {
      program.add("aws:ec2/vpnGateway:VpnGateway", "office", { vpcId: program.output("network-vpc") });
      openAcl(program, "network-edge-acl", { cidrBlock: "192.168.0.0/16" });
      rule(program, "Ingress", "endpoints", { cidrIpv4: "192.168.10.0/24" });
    },
    path: [
      "another network",
      "VpnGateway office",
      edgeAcl,
      "SecurityGroupIngressRule rule#cidrIpv4",
      "VpcEndpoint endpoints-ec2 in network-endpoints-eu-central-1a",
    ],
  },
  {
    ...r1,
    name: "an instance without a group of its own falls into the default group, which somebody opened",
    edit: (program) => {
      internetGateway(program);
      program.inputs("network-default-group")["ingress"] = [{ protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: [anywhere] }];
      const tunnelHost = program.inputs("tunnel", "Instance");
      delete tunnelHost["vpcSecurityGroupIds"];
      tunnelHost["associatePublicIpAddress"] = true;
      openAcl(program, "network-edge-acl");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Instance tunnel#associatePublicIpAddress",
      edgeAcl,
      "DefaultSecurityGroup network-default-group#ingress[0].cidrBlocks",
      tunnel,
    ],
  },
  {
    ...r1,
    name: "an Allow that a Deny had hidden: the network ACL refuses another range than the one admitted",
    edit: (program) => {
      openTunnel(program, { cidrIpv4: "203.0.113.0/24" });
      openAcl(program, "network-edge-acl");
      aclRule(program, "ingress", "network-edge-acl", { cidrBlock: "203.0.113.0/25", ruleNo: 5 }, "deny");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Instance tunnel#associatePublicIpAddress",
      "NetworkAcl network-edge-acl#ingress[1]",
      "SecurityGroupIngressRule rule#cidrIpv4",
      tunnel,
    ],
  },
  {
    ...r1,
    name: "a node pool without a launch template in a public subnet has the group of the cluster, to which a rule was added",
    edit: (program) => {
      internetGateway(program);
      delete program.inputs("system-pool", "NodeGroup")["launchTemplate"];
      program.inputs("network-nodes-eu-central-1a")["mapPublicIpOnLaunch"] = true;
      openAcl(program, "network-nodes-acl");
      program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "ssh", {
        type: "ingress",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrBlocks: [anywhere],
        securityGroupId: program.output("cluster", "vpcConfig.clusterSecurityGroupId", "eks/cluster:Cluster"),
      });
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Subnet network-nodes-eu-central-1a#mapPublicIpOnLaunch",
      "NetworkAcl network-nodes-acl#ingress[0]",
      "SecurityGroupRule ssh#cidrBlocks",
      "NodeGroup system-pool in network-nodes-eu-central-1a",
    ],
  },
];
