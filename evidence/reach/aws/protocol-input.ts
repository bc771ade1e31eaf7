import { textOf } from "../../input/value.ts";
import type { Intervals } from "../space/intervals.ts";
import * as intervals from "../space/intervals.ts";
import { allPorts, allProtocols } from "../space/traffic.ts";

const numbers: Record<string, number> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, "58": 58, sctp: 132 };

/** Protocols for which AWS rules use ports. */
const withPorts = [6, 17, 132];

/**
 * Protocol and ports of a rule, as security groups and network ACLs write them: `-1` is every protocol, and then, and for a protocol
 * without ports, the ports mean nothing (for ICMP they are type and code, all of which are taken as open here).
 */
export function protocolInput(protocol: unknown, from: unknown, to: unknown): { protocols: Intervals; ports: Intervals } {
  const name = (textOf(protocol) ?? "-1").toLowerCase();
  if (name === "-1" || name === "all") return { protocols: allProtocols, ports: allPorts };
  const number = numbers[name] ?? Number(name);
  if (!Number.isInteger(number)) return { protocols: allProtocols, ports: allPorts };
  const protocols = intervals.interval(number, number);
  const [first, last] = [Number(from), Number(to ?? from)];
  const given = withPorts.includes(number) && Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last >= first;
  return { protocols, ports: given ? intervals.interval(first, last) : allPorts };
}
