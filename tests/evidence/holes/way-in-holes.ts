import type { Edit } from "./edit.ts";
import type { Hole } from "./hole.ts";
import { aclRule, anywhere, internetGateway, ipv6, openAcl, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b", proof: "no-way-in" };
const onPrem = { stack: "on-prem", proof: "no-way-in" };
const edgeAcl = "NetworkAcl network-edge-acl#ingress[0]";
const tunnel = "Instance tunnel in network-endpoints-eu-central-1a";

/** The tunnel host gets a public address, and its group admits SSH. */
function openTunnel(program: Edit, peer: Record<string, unknown> = { cidrIpv4: anywhere }): void {
  internetGateway(program);
  program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
  rule(program, "Ingress", "tunnel", peer, 22);
}

const server = (program: Edit) => program.inputs("modelkeep-serving/model-server", "Deployment")["spec"]["template"]["spec"];
const service = (program: Edit) => program.inputs("modelkeep-serving/model-server", "v1:Service")["spec"];
const exposed = (program: Edit, kind: string, apiVersion: string, spec: Record<string, unknown>) =>
  program.add(`kubernetes:${apiVersion}:${kind}`, "shown", {
    apiVersion,
    kind,
    metadata: { name: "shown", namespace: "modelkeep-serving" },
    spec,
  });

/** Edits that let the outside reach something inside. */
export const wayInHoles: Hole[] = [
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
  {
    ...onPrem,
    name: "a Service of type LoadBalancer",
    edit: (program) => {
      service(program)["type"] = "LoadBalancer";
    },
    path: [
      "the internet",
      "Service modelkeep-serving/model-server#spec.type",
      "Service modelkeep-serving/model-server#spec.ports[0]",
      "Service modelkeep-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...r1,
    name: "a Service of type LoadBalancer on EKS",
    edit: (program) => {
      const { externalTrafficPolicy: _policy, ...rest } = service(program);
      program.inputs("modelkeep-serving/model-server", "v1:Service")["spec"] = { ...rest, type: "LoadBalancer" };
    },
    path: [
      "the internet",
      "Service modelkeep-serving/model-server#spec.type",
      "Service modelkeep-serving/model-server#spec.ports[0]",
      "Service modelkeep-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a NodePort Service of another pod",
    edit: (program) =>
      program.add("kubernetes:core/v1:Service", "shown", {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "shown", namespace: "modelkeep-probes" },
        spec: { type: "NodePort", selector: { "app.kubernetes.io/component": "probe" }, ports: [{ port: 80, nodePort: 31000 }] },
      }),
    path: [
      "whoever reaches a node",
      "Service shown#spec.type",
      "Service shown#spec.ports[0]",
      "Service shown#spec.externalTrafficPolicy",
      "Job probe",
    ],
  },
  {
    ...onPrem,
    name: "a Service with an address of the outside",
    edit: (program) => {
      service(program)["externalIPs"] = ["203.0.113.7"];
    },
    path: [
      "whoever reaches a node",
      "Service modelkeep-serving/model-server#spec.externalIPs",
      "Service modelkeep-serving/model-server#spec.ports[0]",
      "Service modelkeep-serving/model-server#spec.externalTrafficPolicy",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a host port",
    edit: (program) => {
      server(program)["initContainers"].find((one: { name: string }) => one.name === "front-door")["ports"][0]["hostPort"] = 443;
    },
    path: [
      "whoever reaches a node",
      "Deployment modelkeep-serving/model-server#spec.template.spec.initContainers[1].ports[0].hostPort",
      "Deployment model-server",
    ],
  },
  {
    ...onPrem,
    name: "a pod in the network of its node",
    edit: (program) => {
      server(program)["hostNetwork"] = true;
    },
    path: ["whoever reaches a node", "Deployment modelkeep-serving/model-server#spec.template.spec.hostNetwork", "Deployment model-server"],
  },
  {
    ...onPrem,
    name: "an Ingress",
    edit: (program) =>
      exposed(program, "Ingress", "networking.k8s.io/v1", {
        rules: [
          { http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "model-server", port: { number: 8443 } } } }] } },
        ],
      }),
    path: ["the internet", "Ingress shown#spec", "Service modelkeep-serving/model-server#spec.selector", "Deployment model-server"],
  },
  {
    ...onPrem,
    name: "a route of the Gateway API",
    edit: (program) =>
      exposed(program, "TLSRoute", "gateway.networking.k8s.io/v1alpha2", {
        parentRefs: [{ name: "edge" }],
        rules: [{ backendRefs: [{ name: "model-server", port: 8443 }] }],
      }),
    path: ["the internet", "TLSRoute shown#spec", "Service modelkeep-serving/model-server#spec.selector", "Deployment model-server"],
  },
];
