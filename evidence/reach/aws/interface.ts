import type { PreviewResource } from "../../../engine/preview.ts";
import type { Hop } from "../hop.ts";
import type { Addresses } from "../space/addresses.ts";
import type { Subnet } from "./vpcs.ts";

/** Whether an interface has an address of a kind, and what says so. */
export interface HasAddress {
  /** "unknown" where that is not to be seen here. */
  is: boolean | "unknown";
  hop: Hop;
}

/** A network interface, or several alike: of a pool of nodes, of a load balancer in one subnet. */
export interface Interface {
  /** The resource to which it belongs. */
  owner: PreviewResource;
  /** For a reader, for example `NodeGroup gpu-pool in network-nodes-eu-central-1a`. */
  name: string;
  subnet: Subnet;
  /** Keys of its security groups; "none" for a load balancer that has none, which admits everybody. */
  groups: readonly string[] | "none";
  /** Where its private addresses may lie. */
  addresses: Addresses;
  publicIpv4: HasAddress;
  ipv6: HasAddress;
  /** Whether it opens connections by itself; the interface of a VPC endpoint does not. */
  opens: boolean;
  /** Whether it passes on packets that are not addressed to it. */
  forwards: boolean | "unknown";
}
