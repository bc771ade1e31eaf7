import { textOf } from "../../input/value.ts";
import { groupsBy } from "../../reach/aws/between.ts";
import type { LoadBalancer } from "../../reach/aws/load-balancers.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import { type Addresses, allIpv4, everywhere, partsOf, unite } from "../../reach/space/addresses.ts";
import { interval, unite as uniteIntervals } from "../../reach/space/intervals.ts";
import { meet, tcpTraffic } from "../../reach/space/traffic.ts";
import type { Parties } from "./parties.ts";

/** Clients in the stack's outputs, by principal. */
export type PrincipalNames = ReadonlyMap<string, string>;

/** Principals of other accounts that may request a connection to an endpoint service, and the load balancers that they then reach. */
export function privateLinkFlows(network: AwsNetwork, names: PrincipalNames, parties: Parties): void {
  for (const { resource, principals, loadBalancers, accepted } of network.endpointServices) {
    const sources = unite(loadBalancers.map((balancer) => admittedBy(network, balancer, parties)));
    if (accepted === "unknown") parties.unknown(`whether ${resource.name} requires acceptance of each connection by a person`);
    for (const { principal, hop } of principals) {
      const name = names.get(principal);
      const how = accepted === true ? "over PrivateLink, each connection accepted by a person" : "over PrivateLink, accepted automatically";
      const from = parties.add({
        id: `client ${principal}`,
        name: principal === "*" ? "Anyone with an AWS account" : name === undefined ? principal : `Client ${name}`,
        zone: "clients",
        detail: name === undefined ? how : `${principal}, ${how}`,
        addresses: partsOf(sources),
        identities: [principal],
      });
      for (const balancer of loadBalancers)
        for (const { port, resource: listener } of balancer.listeners)
          parties.flow(from, `aws ${balancer.resource.urn}`, `TCP ${port}`, [
            hop.name,
            `VpcEndpointService ${resource.name}`,
            `Listener ${listener.name}`,
          ]);
    }
  }
}

/**
 * Source addresses from which a load balancer accepts PrivateLink connections: those of its security groups, unless it does not
 * enforce them for PrivateLink. The address is the client's own, in its own network.
 * Source: "Security groups for your Network Load Balancer", Elastic Load Balancing guide.
 */
function admittedBy(network: AwsNetwork, { resource, interfaces, listeners }: LoadBalancer, parties: Parties): Addresses {
  const enforced = textOf(resource.inputs["enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"]) ?? "on";
  if (enforced !== "on") return allIpv4;
  const called = listeners.map(({ port }) => interval(port, port));
  const traffic = interfaces.flatMap((one) => meet(groupsBy(network, one, "ingress"), tcpTraffic(everywhere, uniteIntervals(called))));
  for (const { unknown } of traffic) for (const what of unknown) parties.unknown(what);
  return unite(traffic.map(({ addresses }) => addresses));
}
