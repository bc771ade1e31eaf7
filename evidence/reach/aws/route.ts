import type { Reference } from "../../input/inventory.ts";
import type { Hop } from "../hop.ts";
import type { Addresses } from "../space/addresses.ts";
import type { Traffic } from "../space/traffic.ts";

/** Target of a route; "local" is the VPC itself. */
export interface Target {
  /**
   * Name of the input that names the target, for example `natGatewayId`; "local" for the VPC, "propagated" for a virtual private gateway,
   * "unknown".
   */
  kind: string;
  reference: Reference | undefined;
}

/** One route of a table. */
export interface Route {
  destination: Addresses;
  /** Prefix length, by which routes are preferred; an AWS-managed prefix list takes precedence over all. */
  length: number;
  target: Target;
  hop: Hop;
  unknown: readonly string[];
}

/** Packets, and the target of their route. */
export interface Routed {
  target: Target;
  traffic: Traffic;
}

/** Inputs of a route that name its target. */
export const routeTargets = [
  "gatewayId",
  "natGatewayId",
  "egressOnlyGatewayId",
  "vpcPeeringConnectionId",
  "transitGatewayId",
  "networkInterfaceId",
  "instanceId",
  "vpcEndpointId",
  "carrierGatewayId",
  "localGatewayId",
  "coreNetworkArn",
  "odbNetworkArn",
];
