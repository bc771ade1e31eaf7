import type { Target } from "./route.ts";

/** Kinds of route targets. */
export type TargetKind =
  | "local"
  | "internet gateway"
  | "egress-only gateway"
  | "NAT gateway"
  | "interface"
  | "transit gateway"
  | "peering"
  | "endpoint"
  | "network"
  | "unknown";

const kinds: Record<string, TargetKind> = {
  local: "local",
  unknown: "unknown",
  egressOnlyGatewayId: "egress-only gateway",
  natGatewayId: "NAT gateway",
  networkInterfaceId: "interface",
  instanceId: "interface",
  transitGatewayId: "transit gateway",
  vpcPeeringConnectionId: "peering",
  vpcEndpointId: "endpoint",
};

/** The target of a route. `gatewayId` is used for several kinds of gateways, distinguished by their type or id prefix. */
export function kindOf({ kind, reference }: Target): TargetKind {
  if (kind !== "gatewayId") return kinds[kind] ?? "network";
  const name = reference?.resource?.type ?? reference?.text ?? "";
  if (/vpcEndpoint:|^vpce-/.test(name)) return "endpoint";
  if (/vpnGateway|^vgw-/.test(name)) return "network";
  if (/egressOnly|^eigw-/.test(name)) return "egress-only gateway";
  if (/natGateway|^nat-/.test(name)) return "NAT gateway";
  return "internet gateway";
}
