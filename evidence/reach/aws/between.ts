import { type Hop, hop } from "../hop.ts";
import { everywhere } from "../space/addresses.ts";
import { allPorts, allProtocols, anyTraffic, meet, type Traffic } from "../space/traffic.ts";
import type { Interface } from "./interface.ts";
import type { AwsNetwork } from "./network.ts";
import type { Side } from "./network-acls.ts";

/** Packets that the groups of an interface admit by the address of the other side, without rules that name a group. */
export function groupsBy(network: AwsNetwork, { groups, owner }: Interface, side: Side): Traffic {
  return groups === "none" ? unguarded(owner) : network.groups.byAddress(groups, side);
}

/** What an interface without a security group admits. */
const unguarded = (owner: Interface["owner"]): Traffic => [
  {
    addresses: everywhere,
    protocols: allProtocols,
    ports: allPorts,
    hops: [hop(owner, "securityGroups", "the load balancer has no security group")],
    unknown: [],
  },
];

/** The first or last step of a path. */
export const at = (one: Interface, why: string): Hop => ({ ...hop(one.owner, undefined, why), name: one.name });

/**
 * Packets that one interface may send to another of the same VPC: the groups of both must agree, and, from subnet to subnet, the network
 * ACLs. The ports are those called at `to`; addresses no longer matter.
 */
export function between(network: AwsNetwork, from: Interface, to: Interface): Traffic {
  if (!from.opens || from.subnet.vpc !== to.subnet.vpc) return [];
  const out = meet(guard(network, from, to, "egress"), guard(network, to, from, "ingress"));
  if (from.subnet === to.subnet || out.length === 0) return out;
  const crossed = meet(
    anywhere(network.acls.cross(from.subnet, "egress", anyTraffic(to.addresses))),
    anywhere(network.acls.cross(to.subnet, "ingress", anyTraffic(from.addresses))),
  );
  return meet(out, crossed);
}

/** What the groups of `own` admit between it and `other`, by protocol and port. */
export function guard({ groups }: AwsNetwork, own: Interface, other: Interface, side: Side): Traffic {
  if (own.groups === "none") return unguarded(own.owner);
  const named = other.groups === "none" ? [] : groups.byGroup(own.groups, side, other.groups);
  return anywhere([...groups.byAddress(own.groups, side, other.addresses), ...named]);
}

/** The same packets by protocol and port only. */
const anywhere = (traffic: Traffic): Traffic => traffic.map((box) => ({ ...box, addresses: everywhere }));
