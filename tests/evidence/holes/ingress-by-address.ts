import type { Hole } from "./hole.ts";
import { anywhere, internetGateway, ipv6, openAcl, openTunnel, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-in" };
const edgeAcl = "NetworkAcl network-edge-acl#ingress[0]";
const tunnel = "Instance tunnel in network-endpoints-eu-central-1a";

/** Ways in by an address or an endpoint that the internet reaches. */
export const ingressByAddress: Hole[] = [
  {
    ...r1,
    name: "the tunnel host has a public address, and its group admits SSH from everywhere",
    edit: (program) => {
      openTunnel(program);
      openAcl(program, "network-edge-acl");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Instance tunnel#associatePublicIpAddress",
      edgeAcl,
      "SecurityGroupIngressRule rule#cidrIpv4",
      tunnel,
    ],
  },
  {
    ...r1,
    name: "the network ACL of the edge is gone, and so is the closed default one",
    edit: (program) => {
      openTunnel(program);
      program.remove("network-edge-acl");
      program.remove("network-default-acl");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Instance tunnel#associatePublicIpAddress",
      "Vpc network-vpc#defaultNetworkAclId",
      "SecurityGroupIngressRule rule#cidrIpv4",
      tunnel,
    ],
  },
  {
    ...r1,
    name: "a group admits ::/0",
    edit: (program) => {
      ipv6(program);
      internetGateway(program);
      openAcl(program, "network-nodes-acl", { ipv6CidrBlock: "::/0" });
      rule(program, "Ingress", "nodes", { cidrIpv6: "::/0" }, 30443);
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Subnet network-nodes-eu-central-1a#assignIpv6AddressOnCreation",
      "NetworkAcl network-nodes-acl#ingress[0]",
      "SecurityGroupIngressRule rule#cidrIpv6",
      "NodeGroup gpu-pool in network-nodes-eu-central-1a",
    ],
  },
  {
    ...r1,
    name: "a public subnet: what says nothing about its address gets a public one",
    edit: (program) => {
      internetGateway(program);
      for (const one of program.inputs("gpu-pool-template")["networkInterfaces"]) delete one["associatePublicIpAddress"];
      program.inputs("network-nodes-eu-central-1a")["mapPublicIpOnLaunch"] = true;
      openAcl(program, "network-nodes-acl");
      rule(program, "Ingress", "nodes", { cidrIpv4: "203.0.113.0/24" }, 30443);
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Subnet network-nodes-eu-central-1a#mapPublicIpOnLaunch",
      "NetworkAcl network-nodes-acl#ingress[0]",
      "SecurityGroupIngressRule rule#cidrIpv4",
      "NodeGroup gpu-pool in network-nodes-eu-central-1a",
    ],
  },
  {
    ...r1,
    name: "an Elastic IP address of the tunnel host",
    edit: (program) => {
      internetGateway(program);
      program.add("aws:ec2/eip:Eip", "address", { instance: program.output("tunnel", "id", "Instance") });
      openAcl(program, "network-edge-acl");
      rule(program, "Ingress", "tunnel", { cidrIpv4: anywhere }, "all");
    },
    path: ["the internet", "InternetGateway gateway", "Eip address", edgeAcl, "SecurityGroupIngressRule rule#cidrIpv4", tunnel],
  },
  {
    ...r1,
    name: "a prefix list wide open in an inbound rule",
    edit: (program) => {
      const prefixListId = program.add("aws:ec2/managedPrefixList:ManagedPrefixList", "partners", {
        addressFamily: "IPv4",
        maxEntries: 1,
        entries: [{ cidr: anywhere }],
      });
      openTunnel(program, { prefixListId });
      openAcl(program, "network-edge-acl");
    },
    path: [
      "the internet",
      "InternetGateway gateway",
      "Instance tunnel#associatePublicIpAddress",
      edgeAcl,
      "SecurityGroupIngressRule rule#prefixListId",
      tunnel,
    ],
  },
  {
    ...r1,
    name: "the cluster's API has a public endpoint",
    edit: (program) => {
      program.inputs("cluster", "eks/cluster:Cluster")["vpcConfig"]["endpointPublicAccess"] = true;
    },
    path: ["the internet", "Cluster cluster#vpcConfig.endpointPublicAccess", "Cluster cluster#vpcConfig.publicAccessCidrs"],
  },
  {
    ...r1,
    name: "the cluster says nothing about its public endpoint, which EKS then opens",
    edit: (program) => {
      const { vpcConfig } = program.inputs("cluster", "eks/cluster:Cluster");
      delete vpcConfig["endpointPublicAccess"];
      vpcConfig["publicAccessCidrs"] = ["203.0.113.0/24"];
    },
    path: ["the internet", "Cluster cluster#vpcConfig.endpointPublicAccess", "Cluster cluster#vpcConfig.publicAccessCidrs"],
  },
];
