import type { Hop } from "../hop.ts";
import type { Addresses } from "./addresses.ts";
import * as addresses from "./addresses.ts";
import type { Intervals } from "./intervals.ts";
import * as intervals from "./intervals.ts";

/** Packets alike: every combination of the other side's address, the protocol and the port that is called. */
export interface Box {
  readonly addresses: Addresses;
  /** Numbers of IP protocols, 0 to 255. */
  readonly protocols: Intervals;
  /** 0 to 65535; only for TCP, UDP and SCTP. */
  readonly ports: Intervals;
  /** What let these packets through so far, in order. */
  readonly hops: readonly Hop[];
  /** What would have to be known to say whether they really pass; empty where they do. */
  readonly unknown: readonly string[];
}

/** A set of packets. */
export type Traffic = readonly Box[];

export const allProtocols: Intervals = intervals.interval(0, 255);
export const allPorts: Intervals = intervals.interval(0, 65535);
export const tcp: Intervals = intervals.interval(6, 6);
export const udp: Intervals = intervals.interval(17, 17);

/** Packets from, or to, some addresses, of every protocol and port. */
export const anyTraffic = (of: Addresses): Traffic => [{ addresses: of, protocols: allProtocols, ports: allPorts, hops: [], unknown: [] }];

/** TCP connections to some ports. */
export const portTraffic = (of: Addresses, protocols: Intervals, ports: Intervals): Traffic => [
  { addresses: of, protocols, ports, hops: [], unknown: [] },
];
export const tcpTraffic = (of: Addresses, ports: Intervals): Traffic => portTraffic(of, tcp, ports);

const isEmpty = (box: Box): boolean => addresses.isEmpty(box.addresses) || box.protocols.length === 0 || box.ports.length === 0;

/** Packets in both sets; what let them through is that of the one, then that of the other. */
export function meet(a: Traffic, b: Traffic): Traffic {
  return a.flatMap((x) =>
    b.flatMap((y) => {
      const box: Box = {
        addresses: addresses.meet(x.addresses, y.addresses),
        protocols: intervals.meet(x.protocols, y.protocols),
        ports: intervals.meet(x.ports, y.ports),
        hops: [...x.hops, ...y.hops],
        unknown: [...x.unknown, ...y.unknown],
      };
      return isEmpty(box) ? [] : [box];
    }),
  );
}

/** Packets whose other side is among the addresses. */
export const within = (traffic: Traffic, of: Addresses): Traffic => meet(traffic, anyTraffic(of));

/** Packets of `traffic` that are not in `hole`, which must be certain: one with something unknown takes nothing away. */
export function without(traffic: Traffic, hole: Box): Traffic {
  if (hole.unknown.length > 0) return traffic;
  return traffic.flatMap((box) => {
    const shared = addresses.meet(box.addresses, hole.addresses);
    if (addresses.isEmpty(shared)) return [box];
    const protocols = intervals.meet(box.protocols, hole.protocols);
    const pieces: Box[] = [
      { ...box, addresses: addresses.without(box.addresses, hole.addresses) },
      { ...box, addresses: shared, protocols: intervals.without(box.protocols, hole.protocols) },
      { ...box, addresses: shared, protocols, ports: intervals.without(box.ports, hole.ports) },
    ];
    return pieces.filter((piece) => !isEmpty(piece));
  });
}

/** The packets with one more hop, and with what is not known about it. */
export const through = (traffic: Traffic, hops: readonly Hop[], unknown: readonly string[] = []): Traffic =>
  traffic.map((box) => ({ ...box, hops: [...box.hops, ...hops], unknown: [...box.unknown, ...unknown] }));

const names = new Map([
  [1n, "ICMP"],
  [6n, "TCP"],
  [17n, "UDP"],
  [58n, "ICMPv6"],
  [132n, "SCTP"],
]);

/** For example `TCP 443`, `every protocol and port`, `protocols 47`. */
export function formatProtocol({ protocols, ports }: Pick<Box, "protocols" | "ports">): string {
  const range = ({ first, last }: intervals.Interval) => (first === last ? `${first}` : `${first}-${last}`);
  const everyPort = ports.length === 1 && ports[0]!.first <= 1n && ports[0]!.last === 65535n;
  const [only] = protocols;
  const whole = protocols.length === 1 && only!.first === 0n && only!.last === 255n;
  const named =
    protocols.length === 1 && only!.first === only!.last
      ? (names.get(only!.first) ?? `protocol ${only!.first}`)
      : `protocols ${protocols.map(range).join(", ")}`;
  const protocol = whole ? "every protocol" : named;
  return everyPort ? (whole ? "every protocol and port" : `${protocol}, every port`) : `${protocol} ${ports.map(range).join(", ")}`;
}
