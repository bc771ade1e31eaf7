import type { PreviewResource } from "../../../engine/preview.ts";
import type { Hop } from "../hop.ts";
import type { Addresses } from "../space/addresses.ts";
import type { Subnet } from "./vpcs.ts";

/** Whether an interface has an address of a kind, and why. */
export interface HasAddress {
  /** "unknown" where the inventory does not show it. */
  is: boolean | "unknown";
  hop: Hop;
}

/** A network interface, or several identical ones: of a node pool, of a load balancer in one subnet. */
export interface Interface {
  /** Its resource. */
  owner: PreviewResource;
  /** For a reader, for example `NodeGroup gpu-pool in network-nodes-eu-central-1a`. */
  name: string;
  subnet: Subnet;
  /** Keys of its security groups; "none" for a load balancer without any, which admits everyone. */
  groups: readonly string[] | "none";
  /** Possible private addresses. */
  addresses: Addresses;
  publicIpv4: HasAddress;
  ipv6: HasAddress;
  /** Whether it opens connections; the interface of a VPC endpoint does not. */
  opens: boolean;
  /** Whether it forwards packets that are not addressed to it. */
  forwards: boolean | "unknown";
}
