import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, textOf } from "../../input/value.ts";
import { type Hop, hop, place, theInternet } from "../hop.ts";
import { type Addresses, everywhere, internet, nowhere } from "../space/addresses.ts";
import { anyTraffic, type Box, meet, type Traffic, through, within } from "../space/traffic.ts";
import { at, groupsBy, guard } from "./between.ts";
import { rangeInput } from "./cidr-input.ts";
import type { EgressPath } from "./egress-path.ts";
import { endpointKind } from "./endpoint-kind.ts";
import { throughEndpoints } from "./endpoint-paths.ts";
import { isOurs } from "./gateways.ts";
import type { HasAddress, Interface } from "./interface.ts";
import type { AwsNetwork } from "./network.ts";
import { isBlocked } from "./public-access-block.ts";
import type { Target } from "./route.ts";
import { kindOf } from "./route-target.ts";
import type { Subnet } from "./vpcs.ts";

/** Source address of leaving packets: that of the interface itself, or of a NAT gateway. */
interface Source {
  /** The interface that sent the packets. */
  origin: Interface;
  publicIpv4: HasAddress;
  ipv6: HasAddress;
}

const ipv4Internet: Addresses = { ...nowhere, ipv4: internet.ipv4 };
const ipv6Internet: Addresses = { ...nowhere, ipv6: internet.ipv6 };

/** All paths of an interface's own packets out of the networks of the inventory, hop by hop along the routes. */
export function egressPaths(network: AwsNetwork, from: Interface): EgressPath[] {
  if (!from.opens) return [];
  const start = through(anyTraffic(everywhere), [at(from, "opens a connection")]);
  const left = network.acls.cross(from.subnet, "egress", meet(start, groupsBy(network, from, "egress")));
  return [...follow(network, from.subnet, left, { ...from, origin: from }, new Set([from.subnet.key])), ...throughEndpoints(network, from)];
}

/** Follows packets from a subnet along its routes. @param seen subnets already visited */
function follow(network: AwsNetwork, subnet: Subnet, traffic: Traffic, source: Source, seen: ReadonlySet<string>): EgressPath[] {
  return network.routes
    .forward(subnet, traffic)
    .flatMap(({ target, traffic: routed }) => step(network, subnet, target, routed, source, seen));
}

function step(
  network: AwsNetwork,
  subnet: Subnet,
  target: Target,
  traffic: Traffic,
  source: Source,
  seen: ReadonlySet<string>,
): EgressPath[] {
  const { inventory } = network;
  const { resource, text = "" } = target.reference ?? {};
  const named = resource ? hop(resource, undefined, "") : place(text, "");
  const missing = resource ? [] : [`${text} is not in this program`];
  switch (kindOf(target)) {
    case "local":
      return [];
    case "internet gateway": {
      if (isBlocked(inventory, resource, "out")) return [];
      const gateway = { ...named, why: "the internet gateway forwards it" };
      return [...byAddress(traffic, ipv4Internet, source.publicIpv4, gateway), ...byAddress(traffic, ipv6Internet, source.ipv6, gateway)];
    }
    case "egress-only gateway":
      if (isBlocked(inventory, resource, "out")) return [];
      return byAddress(traffic, ipv6Internet, source.ipv6, { ...named, why: "the egress-only gateway lets IPv6 connections out" });
    case "NAT gateway": {
      const next = resource && network.vpcs.subnet(resource.inputs["subnetId"]);
      const gateway = { ...named, why: "the NAT gateway forwards it with its own address" };
      if (!next) return ended("internet", within(traffic, ipv4Internet), [gateway, theInternet("is reached")], missing);
      if (seen.has(next.key)) return [];
      if (next !== subnet && network.acls.cross(next, "ingress", anyTraffic(source.origin.addresses)).length === 0) return [];
      const translated = network.acls.cross(next, "egress", through(within(traffic, ipv4Internet), [gateway]));
      const isPublic = textOf(resource.inputs["connectivityType"]) !== "private";
      const own: Source = {
        ...source,
        publicIpv4: { is: isPublic, hop: hop(resource, "connectivityType", "the NAT gateway has a public address") },
        ipv6: { is: false, hop: gateway },
      };
      return follow(network, next, translated, own, new Set([...seen, next.key]));
    }
    case "interface":
      return network.interfaces
        .filter(({ owner, forwards }) => owner === resource && forwards !== false)
        .filter(({ subnet: next }) => next === subnet || !seen.has(next.key))
        .flatMap((next) => {
          const admitted = meet(traffic, guard(network, next, source.origin, "ingress"));
          const passed = through(meet(admitted, groupsBy(network, next, "egress")), [
            at(next, "forwards packets of others (sourceDestCheck is off)"),
          ]);
          const left = network.acls.cross(next.subnet, "egress", passed);
          return follow(network, next.subnet, left, { ...next, origin: source.origin }, new Set([...seen, next.subnet.key]));
        });
    case "transit gateway":
      if (isOurs(inventory, target.reference?.text)) return acrossTransit(network, resource!, subnet, traffic, source, seen);
      return ended("network", traffic, [{ ...named, why: "the transit gateway connects to other networks" }]);
    case "peering": {
      const peers = resource ? [resource.inputs["peerVpcId"], resource.inputs["vpcId"]].map((id) => network.vpcs.vpc(id)) : [];
      if (peers.length > 0 && peers.every((vpc) => vpc?.resource)) return [];
      return ended("network", traffic, [
        { ...named, why: `the peering connection leads to ${peers[0]?.key ?? "another VPC"}, which is not in this program` },
      ]);
    }
    case "endpoint":
      if (!resource) return ended("network", traffic, [{ ...named, why: "a VPC endpoint" }], missing);
      return ended(
        endpointKind(inventory, resource) === "aws" ? "service" : "network",
        traffic,
        [{ ...named, why: `the endpoint leads to ${textOf(resource.inputs["serviceName"])}` }],
        [],
        resource,
      );
    case "unknown":
      return ended("internet", traffic, [place("somewhere", "a route that is not in this program")]);
    case "network":
      return ended("network", traffic, [
        { ...named, why: `${target.kind === "propagated" ? "the virtual private gateway" : target.kind} leads to another network` },
      ]);
  }
}

/** Packets to the internet by one family, if the source has a public address. */
function byAddress(traffic: Traffic, of: Addresses, { is, hop: address }: HasAddress, gateway: Hop): EgressPath[] {
  if (is === false) return [];
  return ended("internet", within(traffic, of), [address, gateway, theInternet("is reached")], is === "unknown" ? [address.why] : []);
}

function ended(
  to: EgressPath["to"],
  traffic: Traffic,
  hops: readonly Hop[],
  unknown: readonly string[] = [],
  endpoint?: PreviewResource,
): EgressPath[] {
  return through(traffic, hops, unknown).map((box: Box) => ({
    to,
    hops: box.hops,
    unknown: box.unknown,
    ...(endpoint ? { endpoint } : {}),
  }));
}

/** From a transit gateway of the inventory into its other VPCs, if its static routes send packets with outside destinations there. */
function acrossTransit(
  network: AwsNetwork,
  transit: PreviewResource,
  from: Subnet,
  traffic: Traffic,
  source: Source,
  seen: ReadonlySet<string>,
): EgressPath[] {
  const { inventory, vpcs } = network;
  const gateway = hop(transit, undefined, "the transit gateway forwards it to the VPC in its route");
  return inventory.of("aws:ec2transitgateway/route:Route").flatMap((route) => {
    const attachment = inventory.referred(route.inputs["transitGatewayAttachmentId"]);
    const vpc = vpcs.vpc(attachment?.inputs["vpcId"]);
    if (!attachment || !vpc || vpc === from.vpc || inventory.referred(attachment.inputs["transitGatewayId"]) !== transit) return [];
    const steps = [
      gateway,
      hop(route, "destinationCidrBlock", `${textOf(route.inputs["destinationCidrBlock"])} is routed to ${attachment.name}`),
    ];
    const { addresses, unknown } = rangeInput(route.inputs["destinationCidrBlock"], "ipv4", route.name);
    const none: HasAddress = { is: false, hop: gateway };
    return listOf(attachment.inputs["subnetIds"])
      .flatMap((id) => vpcs.subnet(id) ?? [])
      .filter(({ key }) => !seen.has(key))
      .flatMap((next) =>
        follow(
          network,
          next,
          through(within(traffic, addresses), steps, unknown),
          { ...source, publicIpv4: none, ipv6: none },
          new Set([...seen, next.key]),
        ),
      );
  });
}
