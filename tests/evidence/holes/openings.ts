import type { Edit } from "./edit.ts";

/** Parts of which holes are made. Each alone is no hole yet. */

export const anywhere = "0.0.0.0/0";

/** Where a way out begins, as a path names it. */
export const node = "NodeGroup gpu-pool in network-nodes-eu-central-1a";

/** The rule of {@link openAcl} by which a packet leaves, likewise. */
export const aclOut = "NetworkAcl network-nodes-acl#egress[0]";

/** An internet gateway of the keep's VPC. */
export const internetGateway = (program: Edit): string =>
  program.add("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: program.output("network-vpc") });

/** A route of the node subnets. */
export const route = (program: Edit, to: Record<string, unknown>, table = "network-nodes-routes"): string =>
  program.add("aws:ec2/route:Route", "way", {
    routeTableId: program.output(table),
    ...(to["destinationIpv6CidrBlock"] || to["destinationPrefixListId"] ? {} : { destinationCidrBlock: anywhere }),
    ...to,
  });

/** A rule of a security group, by the role that names it. */
export function rule(
  program: Edit,
  side: "Ingress" | "Egress",
  role: string,
  peer: Record<string, unknown>,
  port: number | "all" = 443,
  name = "rule",
): void {
  const ports = port === "all" ? { ipProtocol: "-1" } : { ipProtocol: "tcp", fromPort: port, toPort: port };
  program.add(`aws:vpc/securityGroup${side}Rule:SecurityGroup${side}Rule`, name, {
    securityGroupId: program.output(`groups-${role}`),
    ...ports,
    ...peer,
  });
}

/** A rule of a network ACL, before all others. */
export function aclRule(program: Edit, side: "ingress" | "egress", acl: string, peer: Record<string, unknown>, action = "allow"): void {
  program.inputs(acl)[side].unshift({ ruleNo: 10, action, protocol: "-1", fromPort: 0, toPort: 0, ...peer });
}

/** Both directions of a network ACL stand open to some range. */
export function openAcl(program: Edit, acl: string, peer: Record<string, unknown> = { cidrBlock: anywhere }): void {
  for (const side of ["ingress", "egress"] as const) aclRule(program, side, acl, peer);
}

/** A public address for the nodes of the GPU pool. */
export function publicNodes(program: Edit): void {
  for (const one of program.inputs("gpu-pool-template")["networkInterfaces"]) one["associatePublicIpAddress"] = "true";
}

/** IPv6 in the VPC, and in the node subnets, whose interfaces get an address. */
export function ipv6(program: Edit): void {
  program.inputs("network-vpc")["assignGeneratedIpv6CidrBlock"] = true;
  for (const zone of ["a", "b", "c"]) program.inputs(`network-nodes-eu-central-1${zone}`)["assignIpv6AddressOnCreation"] = true;
}

/** A subnet with a route to the internet gateway. */
export function publicSubnet(program: Edit, gatewayId: string): string {
  const vpcId = program.output("network-vpc");
  const subnetId = program.add("aws:ec2/subnet:Subnet", "public", { vpcId, cidrBlock: "10.64.194.0/26" });
  const routeTableId = program.add("aws:ec2/routeTable:RouteTable", "public-routes", {
    vpcId,
    routes: [{ cidrBlock: anywhere, gatewayId }],
  });
  program.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "public-association", { subnetId, routeTableId });
  program.add("aws:ec2/networkAcl:NetworkAcl", "public-acl", {
    vpcId,
    subnetIds: [subnetId],
    ...Object.fromEntries(
      ["ingress", "egress"].map((side) => [
        side,
        [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: anywhere }],
      ]),
    ),
  });
  return subnetId;
}

/** A NAT gateway in a public subnet. */
export const natGateway = (program: Edit): string =>
  program.add("aws:ec2/natGateway:NatGateway", "nat", {
    subnetId: publicSubnet(program, internetGateway(program)),
    allocationId: "eipalloc-1",
  });

/** The tunnel host gets a public address, and its group admits SSH. */
export function openTunnel(program: Edit, peer: Record<string, unknown> = { cidrIpv4: anywhere }): void {
  internetGateway(program);
  program.inputs("tunnel", "Instance")["associatePublicIpAddress"] = true;
  rule(program, "Ingress", "tunnel", peer, 22);
}
