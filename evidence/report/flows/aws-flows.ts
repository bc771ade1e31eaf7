import { between } from "../../reach/aws/between.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import { interval, meet, unite } from "../../reach/space/intervals.ts";
import { type Box, formatProtocol, type Traffic } from "../../reach/space/traffic.ts";
import type { AwsParty } from "./aws-parties.ts";
import type { Parties } from "./parties.ts";

/** Traffic between the parties of a network that security groups and network ACLs allow. */
export function awsFlows(network: AwsNetwork, all: readonly AwsParty[], parties: Parties): void {
  for (const from of all)
    for (const to of all) {
      const pairs = from.interfaces.flatMap((one) => to.interfaces.filter((other) => other !== one).map((other) => [one, other] as const));
      const traffic = pairs.flatMap(([one, other]) => between(network, one, other));
      for (const { unknown } of traffic) for (const what of unknown) parties.unknown(what);
      if (traffic.length > 0) parties.flow(from.id, to.id, portsOf(traffic), namesOf(traffic));
    }
}

/** For example `TCP 443; UDP 53`: protocols with the same ports in one range. */
export function portsOf(traffic: Traffic): string {
  const edges = traffic.flatMap(({ protocols }) => protocols.flatMap(({ first, last }) => [first, last + 1n]));
  const starts = [...new Set(edges)].sort((a, b) => (a < b ? -1 : 1));
  const found: { protocols: Box["protocols"]; ports: Box["ports"] }[] = [];
  for (const [i, first] of starts.slice(0, -1).entries()) {
    const protocols = interval(first, starts[i + 1]! - 1n);
    const ports = unite(traffic.filter((box) => meet(box.protocols, protocols).length > 0).map((box) => box.ports));
    const before = found.at(-1);
    if (ports.length === 0) continue;
    if (before && formatProtocol({ protocols, ports: before.ports }) === formatProtocol({ protocols, ports }))
      before.protocols = unite([before.protocols, protocols]);
    else found.push({ protocols, ports });
  }
  return found.map(formatProtocol).join("; ");
}

const namesOf = (traffic: Traffic) => traffic.flatMap(({ hops }) => hops.flatMap(({ urn, name }) => (urn === undefined ? [] : [name])));
