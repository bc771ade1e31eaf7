import type { Hole } from "./hole.ts";
import { asGroups } from "./model-server-holes.ts";
import { aclRule, anywhere, internetGateway, ipv6, natGateway, openAcl, publicNodes, route, rule } from "./openings.ts";

const r1 = { stack: "r1-distill-32b" };

/** Edits that look like a hole and are none, because one more thing would have to be open: a proof that cries here is of no use. */
export const nearMisses: Omit<Hole, "path">[] = [
  {
    ...r1,
    name: "an internet gateway with a route, and a group that lets out, but no public address",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { gatewayId: internetGateway(program) });
      openAcl(program, "network-nodes-acl");
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a route to the internet gateway for a range that the internet does not carry",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { gatewayId: internetGateway(program), destinationCidrBlock: "10.0.0.0/8" });
      publicNodes(program);
      openAcl(program, "network-nodes-acl");
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a NAT gateway behind a network ACL that lets only the VPC pass",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a network ACL that lets connections out and no answer in",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) });
      aclRule(program, "egress", "network-nodes-acl", { cidrBlock: anywhere, protocol: "tcp", fromPort: 443, toPort: 443 });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a NAT gateway that only edge subnets are routed to, which have nobody who may call it",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) }, "network-edge-routes");
      openAcl(program, "network-edge-acl");
    },
  },
  {
    ...r1,
    name: "a default route that a longer prefix takes away from the one range that is let out",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) });
      program.inputs("network-nodes-routes")["routes"] = [{ cidrBlock: "198.51.100.0/24", gatewayId: "local" }];
      openAcl(program, "network-nodes-acl", { cidrBlock: "198.51.100.0/24" });
      rule(program, "Egress", "nodes", { cidrIpv4: "198.51.100.0/24" });
    },
  },
  {
    ...r1,
    name: "a Deny before the Allow of a network ACL",
    proof: "no-way-out",
    edit: (program) => {
      route(program, { natGatewayId: natGateway(program) });
      openAcl(program, "network-nodes-acl", { cidrBlock: "203.0.113.0/24" });
      aclRule(program, "egress", "network-nodes-acl", { cidrBlock: "203.0.113.0/24", ruleNo: 5 }, "deny");
      rule(program, "Egress", "nodes", { cidrIpv4: "203.0.113.0/24" });
    },
  },
  {
    ...r1,
    name: "IPv6 with a way to the egress-only gateway, and groups that speak IPv4 alone",
    proof: "no-way-out",
    edit: (program) => {
      ipv6(program);
      const egressOnlyGatewayId = program.add("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "egress-only", {
        vpcId: program.output("network-vpc"),
      });
      route(program, { destinationIpv6CidrBlock: "::/0", egressOnlyGatewayId });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "VPC Block Public Access stands before the internet gateway",
    proof: "no-way-out",
    edit: (program) => {
      program.add("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "block", {
        internetGatewayBlockMode: "block-bidirectional",
      });
      route(program, { gatewayId: internetGateway(program) });
      publicNodes(program);
      openAcl(program, "network-nodes-acl");
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a router that checks source and destination, as all do by default",
    proof: "no-way-out",
    edit: (program) => {
      openAcl(program, "network-nodes-acl");
      const networkInterfaceId = program.add("aws:ec2/networkInterface:NetworkInterface", "router", {
        subnetId: program.output("network-endpoints-eu-central-1a"),
      });
      route(program, { networkInterfaceId });
      rule(program, "Egress", "nodes", { cidrIpv4: anywhere });
    },
  },
  {
    ...r1,
    name: "a public address and a group that admits everybody, behind the edge's network ACL",
    proof: "no-way-in",
    edit: (program) => {
      internetGateway(program);
      program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
      rule(program, "Ingress", "tunnel", { cidrIpv4: anywhere }, 22);
    },
  },
  {
    ...r1,
    name: "a public address and an open network ACL, behind a group that admits nobody",
    proof: "no-way-in",
    edit: (program) => {
      internetGateway(program);
      program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
      openAcl(program, "network-edge-acl");
    },
  },
  {
    ...r1,
    name: "a group that admits private addresses alone, at a public address",
    proof: "no-way-in",
    edit: (program) => {
      internetGateway(program);
      program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
      openAcl(program, "network-edge-acl");
      rule(program, "Ingress", "tunnel", { cidrIpv4: "10.0.0.0/8" }, 22);
    },
  },
  {
    ...r1,
    name: "an internet-facing load balancer whose group admits a port on which nothing listens",
    proof: "no-way-in",
    edit: (program) => {
      internetGateway(program);
      program.inputs("private-link-nlb")["internal"] = false;
      openAcl(program, "network-edge-acl");
      rule(program, "Ingress", "load-balancer", { cidrIpv4: anywhere }, 80);
    },
  },
  {
    ...r1,
    name: "a peering connection that no group admits",
    proof: "no-way-in",
    edit: (program) => {
      program.add("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
        vpcId: program.output("network-vpc"),
        peerVpcId: "vpc-0fedcba9876543210",
      });
      openAcl(program, "network-nodes-acl");
    },
  },
  {
    ...r1,
    name: "the nodes' group admits the tunnel host, whose own group lets nothing out to them",
    proof: "front-door-callers",
    edit: (program) => rule(program, "Ingress", "nodes", { referencedSecurityGroupId: program.output("groups-tunnel") }, 30443),
  },
  {
    ...r1,
    name: "a listener to another port of the nodes, which their group does not admit",
    proof: "front-door-callers",
    edit: (program) => {
      const targetGroupArn = program.add("aws:lb/targetGroup:TargetGroup", "side-door", {
        vpcId: program.output("network-vpc"),
        port: 31000,
        protocol: "TCP",
        targetType: "instance",
      });
      program.add("aws:autoscaling/attachment:Attachment", "side-nodes", {
        autoscalingGroupName: program.output("gpu-pool", "resources[0].autoscalingGroups[0].name", "NodeGroup"),
        lbTargetGroupArn: targetGroupArn,
      });
      program.add("aws:lb/listener:Listener", "side", {
        loadBalancerArn: program.output("private-link-nlb", "arn"),
        port: 8000,
        protocol: "TCP",
        defaultActions: [{ type: "forward", targetGroupArn }],
      });
    },
  },
  {
    ...r1,
    name: "a host port of the front door, to which the nodes' group admits nobody",
    proof: "front-door-callers",
    edit: (program) => {
      const { spec } = program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment")["spec"]["template"];
      spec["initContainers"].find((one: { name: string }) => one.name === "front-door")["ports"][0]["hostPort"] = 8443;
    },
  },
  {
    stack: "demo",
    name: "a load balancer of a Service that admits private ranges alone",
    proof: "no-way-in",
    edit: (program) =>
      Object.assign(program.inputs("modelkeep-demo-serving/model-server", "v1:Service")["spec"], {
        type: "LoadBalancer",
        loadBalancerSourceRanges: ["10.0.0.0/8"],
      }),
  },
  {
    stack: "demo",
    name: "groups of nodes that talk among themselves alone",
    proof: "model-server-callers",
    edit: (program) => asGroups(program, (members) => ({ podSelector: members })),
  },
  {
    stack: "demo",
    name: "groups of nodes, and who reaches their front door",
    proof: "front-door-callers",
    edit: (program) => asGroups(program, (members) => ({ podSelector: members })),
  },
  {
    stack: "on-prem",
    name: "a policy that lets pods call private addresses alone",
    proof: "no-way-out",
    edit: (program) => {
      program.inputs("modelkeep-on-prem-serving/default-deny")["spec"]["egress"] = [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }];
    },
  },
];
