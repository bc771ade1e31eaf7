import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { type Hop, hop, place } from "../hop.ts";
import { type Addresses, everywhere } from "../space/addresses.ts";
import type { Vpc, Vpcs } from "./vpcs.ts";

/** An opening of a VPC through which packets come in from outside. */
export interface Opening {
  vpc: Vpc;
  /** The internet, or any other network. */
  from: "internet" | "network";
  hops: readonly Hop[];
  /** Possible source addresses. */
  addresses: Addresses;
  unknown: readonly string[];
}

/**
 * The openings of all VPCs of an inventory, regardless of routes: incoming packets do not need one. A VPC of the same inventory is not
 * another network: paths into it from outside are found there.
 */
export function openingsOf(inventory: Inventory, vpcs: Vpcs): Opening[] {
  const openings: Opening[] = [];
  const add = (vpc: Vpc | undefined, from: Opening["from"], resource: PreviewResource, why: string, addresses: Addresses = everywhere) => {
    if (vpc) openings.push({ vpc, from, hops: [hop(resource, undefined, why)], addresses, unknown: [] });
  };
  const attached = (types: readonly string[], from: Opening["from"], why: string, property = "vpcId") => {
    for (const resource of inventory.of(...types)) add(vpcs.vpc(resource.inputs[property]), from, resource, why);
  };
  attached(
    ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"],
    "internet",
    "an internet gateway is attached to the VPC",
  );
  attached(
    ["aws:ec2/carrierGateway:CarrierGateway"],
    "internet",
    "a carrier gateway connects the VPC with a mobile network and the internet",
  );
  attached(
    ["aws:ec2/vpnGateway:VpnGateway", "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment"],
    "network",
    "a virtual private gateway connects the VPC with a network behind a VPN or Direct Connect",
  );
  for (const attachment of inventory.of("aws:ec2transitgateway/vpcAttachment:VpcAttachment"))
    if (!isOurs(inventory, attachment.inputs["transitGatewayId"]))
      add(
        vpcs.vpc(attachment.inputs["vpcId"]),
        "network",
        attachment,
        "the VPC is attached to a transit gateway, which connects it to other networks",
      );
  attached(["aws:networkmanager/vpcAttachment:VpcAttachment"], "network", "the VPC is attached to a core network", "vpcArn");
  for (const peering of inventory.of("aws:ec2/vpcPeeringConnection:VpcPeeringConnection")) {
    const [own, peer] = [vpcs.vpc(peering.inputs["vpcId"]), vpcs.vpc(peering.inputs["peerVpcId"])];
    if (!peer?.resource) add(own, "network", peering, `the VPC is peered with ${peer?.key ?? "another VPC"}`);
  }
  for (const accepter of inventory.of(
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
    "aws:ec2/clientVpnNetworkAssociation:NetworkAssociation",
    "aws:ec2clientvpn/networkAssociation:NetworkAssociation",
  )) {
    const subnet = vpcs.subnet(accepter.inputs["subnetId"]);
    if (subnet) add(subnet.vpc, "network", accepter, "a client VPN ends in the VPC");
    else
      for (const vpc of vpcs.all.filter(({ resource }) => resource))
        add(vpc, "network", accepter, "a peering connection requested by another party is accepted");
  }
  // The gateways of a VPC outside of this program are unknown.
  for (const vpc of vpcs.all.filter(({ resource }) => resource === undefined))
    for (const from of ["internet", "network"] as const)
      openings.push({
        vpc,
        from,
        hops: [place(vpc.key, "a VPC outside of this program")],
        addresses: everywhere,
        unknown: [`whether ${vpc.key}, which is not in this program, has a gateway`],
      });
  return openings;
}

/** Whether a transit gateway is in this inventory and has no VPN: then it connects only VPCs of this inventory, unless it is shared. */
export function isOurs(inventory: Inventory, transitGateway: unknown): boolean {
  const resource = inventory.referred(transitGateway);
  const refers = (type: string, property: string) =>
    inventory.of(type).some(({ inputs }) => inventory.referred(inputs[property]) === resource);
  return (
    resource?.type === "aws:ec2transitgateway/transitGateway:TransitGateway" &&
    !refers("aws:ec2/vpnConnection:VpnConnection", "transitGatewayId") &&
    !inventory
      .of("aws:ram/resourceAssociation:ResourceAssociation")
      .some(({ inputs }) => inventory.referred(inputs["resourceArn"]) === resource)
  );
}
