import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** One network interface of a launch template; the security group stands in it, because EC2 takes it here or for the instance, not both. */
type NetworkInterface = aws.types.input.ec2.LaunchTemplateNetworkInterface;

/** Facts of an instance type that decide about interfaces and placement. */
export interface Fabric {
  /** Instance type, for example `p5en.48xlarge`. */
  name: string;
  /** How many Elastic Fabric Adapters it takes: one on each network card that supports them. */
  efa: number;
  /** How many network cards it has; null where that is not known. */
  networkCards: number | null;
}

/**
 * Network interfaces of a node: an ordinary one first, which the VPC CNI uses, then one EFA-only interface for each adapter. EFA-only
 * takes no address from the subnet and carries nothing but the fabric. Never a public address, whatever the subnet says.
 * Source: "Maximize network bandwidth on Amazon EC2 instances with multiple network cards", EC2 user guide; the VPC CNI knows EFA-only from 1.18.5.
 */
export function networkInterfaces({ efa, networkCards }: Fabric, securityGroupId: pulumi.Input<string>): NetworkInterface[] {
  const common = { securityGroups: [securityGroupId], associatePublicIpAddress: "false", deleteOnTermination: "true" };
  // A type with one card more than adapters keeps its first card for ordinary traffic (p6-b300).
  const firstCard = efa > 0 && networkCards === efa + 1 ? 1 : 0;
  const adapters = Array.from({ length: efa }, (_, i) => {
    const networkCardIndex = firstCard + i;
    // Card 0 already has the ordinary interface as its device 0.
    return { ...common, interfaceType: "efa-only", networkCardIndex, deviceIndex: networkCardIndex === 0 ? 1 : 0 };
  });
  return [{ ...common, networkCardIndex: 0, deviceIndex: 0 }, ...adapters];
}

/**
 * Whether the pool's instances stand in one cluster placement group, which also means in one zone: P instances with adapters, bought on demand.
 * G instances serve one replica each and keep to several zones instead. Reserved capacity and Capacity Blocks already have their place:
 * a group that they were not bought with makes every launch fail for want of capacity (terraform-aws-modules/terraform-aws-eks#3730).
 */
export function inPlacementGroup({ name, efa }: Fabric, purchase: "on-demand" | "reserved" | "capacity-block"): boolean {
  return purchase === "on-demand" && efa > 0 && /^p\d/.test(name);
}
