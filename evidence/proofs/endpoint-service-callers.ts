import type { EndpointService } from "../reach/aws/endpoint-services.ts";
import { hop, place } from "../reach/hop.ts";
import type { Graph } from "./graph.ts";
import type { Counterexample, PossiblePath } from "./proof.ts";

/** Callers over PrivateLink: those that the claim allows, and others. */
export function endpointServiceCallers({ aws, clients }: Graph): { against: PossiblePath[]; allowed: Counterexample[] } {
  const against: PossiblePath[] = [];
  const allowed: Counterexample[] = [];
  for (const service of aws.endpointServices) {
    const { resource, principals, accepted } = service;
    for (const { principal, hop: permitted } of principals) {
      const way = (says: string): PossiblePath => ({
        says,
        hops: [
          place(principal === "*" ? "anyone with an AWS account" : principal, "requests a connection from its own VPC"),
          permitted,
          ...onward(service),
        ],
        unknown: [],
      });
      const named = clients?.some((client) => "principal" in client && client.principal === principal) ?? true;
      if (principal.includes("*"))
        against.push(way(`any principal that ${principal} matches requests a connection to endpoint service ${resource.name}`));
      else if (!named)
        against.push(
          way(`${principal}, which is not a client in the settings, requests a connection to endpoint service ${resource.name}`),
        );
      else allowed.push(way(`${principal} requests a connection to endpoint service ${resource.name}`));
    }
    if (accepted === true) continue;
    const waved = hop(resource, "acceptanceRequired", "connections are accepted automatically, without approval");
    const from = principals[0]?.principal ?? "any principal allowed later";
    against.push({
      says: `endpoint service ${resource.name} accepts connections without approval by a person`,
      hops: [place(from, "requests a connection"), waved, ...onward(service)],
      unknown: accepted === "unknown" ? [`whether ${resource.name} requires acceptance by a person is unknown`] : [],
    });
  }
  return { against, allowed };
}

/** From the endpoint service to its targets. */
function onward({ resource, loadBalancers }: EndpointService) {
  const leads = hop(resource, "networkLoadBalancerArns", "the endpoint service forwards to its load balancers");
  const forwarding = loadBalancers.flatMap(({ listeners }) => listeners).flatMap(({ forwardings }) => forwardings)[0];
  return [
    leads,
    ...loadBalancers.slice(0, 1).map(({ resource: balancer }) => hop(balancer, undefined, "takes the connection")),
    ...(forwarding?.hops ?? []),
  ];
}
