import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** One network interface of a launch template; it has the security group, because EC2 accepts it here or for the instance, not both. */
type NetworkInterface = aws.types.input.ec2.LaunchTemplateNetworkInterface;

/** Properties of an instance type that determine interfaces and placement. */
export interface Fabric {
  /** Instance type, for example `p5en.48xlarge`. */
  name: string;
  /** Number of Elastic Fabric Adapters: one on each network card that supports them. */
  efa: number;
  /** Number of network cards; null if not known. */
  networkCards: number | null;
}

/**
 * Network interfaces of a node: an ordinary one first, which the VPC CNI uses, then one EFA-only interface for each adapter. EFA-only
 * interfaces use no address of the subnet and carry only fabric traffic. Never a public address, regardless of the subnet's setting.
 * Source: "Maximize network bandwidth on Amazon EC2 instances with multiple network cards", EC2 user guide; the VPC CNI supports EFA-only
 * since 1.18.5.
 */
export function networkInterfaces({ efa, networkCards }: Fabric, securityGroupId: pulumi.Input<string>): NetworkInterface[] {
  const common = { securityGroups: [securityGroupId], associatePublicIpAddress: "false", deleteOnTermination: "true" };
  // A type with one more card than adapters uses its first card for ordinary traffic (p6-b300).
  const firstCard = efa > 0 && networkCards === efa + 1 ? 1 : 0;
  const adapters = Array.from({ length: efa }, (_, i) => {
    const networkCardIndex = firstCard + i;
    // Card 0 already has the ordinary interface as its device 0.
    return { ...common, interfaceType: "efa-only", networkCardIndex, deviceIndex: networkCardIndex === 0 ? 1 : 0 };
  });
  return [{ ...common, networkCardIndex: 0, deviceIndex: 0 }, ...adapters];
}

/**
 * Whether the pool's instances are in one cluster placement group, and therefore in one zone: P instances with adapters, bought on demand.
 * G instances serve one replica each and are spread over zones instead. Reserved capacity and Capacity Blocks already have a placement:
 * with a group that they were not bought with every launch fails with insufficient capacity (terraform-aws-modules/terraform-aws-eks#3730).
 */
export function inPlacementGroup({ name, efa }: Fabric, purchase: "on-demand" | "reserved" | "capacity-block"): boolean {
  return purchase === "on-demand" && efa > 0 && /^p\d/.test(name);
}
