import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf, truthOf } from "../../input/value.ts";
import { type Hop, hop, place, theInternet } from "../hop.ts";
import { type Addresses, everywhere, internet, nowhere, meet as shared } from "../space/addresses.ts";
import { type Intervals, interval, unite } from "../space/intervals.ts";
import { allPorts, anyTraffic, meet, portTraffic, type Traffic, tcp, through, udp } from "../space/traffic.ts";
import { at, groupsBy } from "./between.ts";
import { rangeInput } from "./cidr-input.ts";
import type { Opening } from "./gateways.ts";
import type { Interface } from "./interface.ts";
import type { AwsNetwork } from "./network.ts";
import { isBlocked } from "./public-access-block.ts";

/** A path from outside of the inventory to an interface, or to the public endpoint of a cluster. */
export interface IngressPath {
  from: "internet" | "network";
  hops: readonly Hop[];
  unknown: readonly string[];
}

const ipv4: Addresses = { ...nowhere, ipv4: internet.ipv4 };
const ipv6: Addresses = { ...nowhere, ipv6: internet.ipv6 };

/** All paths from outside to one interface: through each opening of its VPC, the network ACL and the security groups. */
export function ingressPaths(network: AwsNetwork, to: Interface): IngressPath[] {
  const through = network.openings.filter(({ vpc }) => vpc === to.subnet.vpc).flatMap((opening) => pathsThrough(network, opening, to));
  return [...through, ...fromStrangers(network, to)];
}

function pathsThrough(network: AwsNetwork, opening: Opening, to: Interface): IngressPath[] {
  if (opening.from === "network") return arrive(network, to, opening, opening.addresses, [place("another network", "sends packets")], []);
  const gateway = opening.hops[0]?.urn === undefined ? undefined : network.inventory.find(opening.hops[0].urn);
  if (isBlocked(network.inventory, gateway, "in")) return [];
  return (
    [
      [to.publicIpv4, ipv4],
      [to.ipv6, ipv6],
    ] as const
  ).flatMap(([{ is, hop: address }, from]) =>
    is === false
      ? []
      : arrive(network, to, opening, from, [theInternet("sends packets")], [address], is === "unknown" ? [address.why] : []),
  );
}

function arrive(
  network: AwsNetwork,
  to: Interface,
  opening: Opening,
  from: Addresses,
  first: readonly Hop[],
  address: readonly Hop[],
  unknown: readonly string[] = [],
): IngressPath[] {
  const start = through(anyTraffic(from), [...first, ...opening.hops, ...address], [...opening.unknown, ...unknown]);
  const arrived = network.acls.cross(to.subnet, "ingress", start);
  const grouped = groupsBy(network, to, "ingress");
  return answersOf(network, to).flatMap(({ traffic, onward, unknown: unsure }) =>
    through(meet(arrived, meet(grouped, traffic)), [at(to, "is reached"), ...onward], unsure).map((box) => ({
      from: opening.from,
      hops: box.hops,
      unknown: box.unknown,
    })),
  );
}

/** Members of a group that is not in this inventory: any interface that carries it gets access, from the VPC or a peered one. */
function fromStrangers(network: AwsNetwork, to: Interface): IngressPath[] {
  if (to.groups === "none") return [];
  return network.groups.undefinedGroups(to.groups, "ingress").map(({ group, box }) => ({
    from: "network",
    hops: [place(`an interface in ${group}`, "carries a security group that is not in this program"), ...box.hops, at(to, "is reached")],
    unknown: box.unknown,
  }));
}

/** Traffic that an interface answers, and the hops that follow. */
interface Answer {
  traffic: Traffic;
  onward: readonly Hop[];
  unknown: readonly string[];
}

/** Protocols of IP by those of listeners. Source: Elastic Load Balancing API, `CreateListener`, Protocol. */
const listenerProtocols: Readonly<Record<string, Intervals>> = {
  HTTP: tcp,
  HTTPS: tcp,
  TCP: tcp,
  TLS: tcp,
  UDP: udp,
  TCP_UDP: unite([tcp, udp]),
};

/** A load balancer answers only on the ports of its listeners, each for its targets; every other interface on all ports. */
function answersOf({ loadBalancers }: AwsNetwork, { owner }: Interface): Answer[] {
  const balancer = loadBalancers.find(({ resource }) => resource === owner);
  if (!balancer) return [{ traffic: anyTraffic(everywhere), onward: [], unknown: [] }];
  return balancer.listeners.flatMap(({ resource, port, protocol, forwardings, unknown: unsure }) => {
    const known = Number.isInteger(port);
    const protocols = protocol === undefined ? undefined : listenerProtocols[protocol];
    const traffic =
      protocols === undefined ? anyTraffic(everywhere) : portTraffic(everywhere, protocols, known ? interval(port, port) : allPorts);
    const unknown = [
      ...unsure,
      ...(known ? [] : [`${resource.name} listens on an unknown port`]),
      ...(protocols === undefined ? [`${resource.name} listens by an unknown protocol`] : []),
    ];
    const onward = forwardings.length > 0 ? forwardings.map(({ hops }) => hops) : [[]];
    return onward.map((hops) => ({ traffic, onward: hops, unknown }));
  });
}

/** The path to a cluster's API over its public endpoint, which EKS opens to everyone by default. */
export function pathsToEndpoint(cluster: PreviewResource): IngressPath[] {
  const { endpointPublicAccess, publicAccessCidrs } = objectOf(cluster.inputs["vpcConfig"]);
  const access = truthOf(endpointPublicAccess) ?? true;
  if (access === false) return [];
  const given = listOf(publicAccessCidrs);
  const ranges = (given.length > 0 ? given : ["0.0.0.0/0"]).map((cidr) => ({
    cidr,
    ...rangeInput(cidr, textOf(cidr)?.includes(":") ? "ipv6" : "ipv4", cluster.name),
  }));
  return ranges
    .filter(({ addresses }) => shared(addresses, internet).ipv4.length + shared(addresses, internet).ipv6.length > 0)
    .map(({ cidr, unknown }) => ({
      from: "internet",
      hops: [
        theInternet(`calls from ${textOf(cidr)}`),
        hop(cluster, "vpcConfig.endpointPublicAccess", "the cluster's API has a public endpoint"),
        hop(cluster, "vpcConfig.publicAccessCidrs", `the public endpoint admits ${textOf(cidr)}`),
      ],
      unknown: [...unknown, ...(access === "unknown" ? ["whether the cluster has a public endpoint is unknown"] : [])],
    }));
}
