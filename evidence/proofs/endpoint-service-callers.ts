import type { EndpointService } from "../reach/aws/endpoint-services.ts";
import { hop, place } from "../reach/hop.ts";
import type { Graph } from "./graph.ts";
import type { Counterexample, PossiblePath } from "./proof.ts";

/** Who gets in over PrivateLink: those whom the claim names, and those whom it does not. */
export function endpointServiceCallers({ aws, clients }: Graph): { against: PossiblePath[]; allowed: Counterexample[] } {
  const against: PossiblePath[] = [];
  const allowed: Counterexample[] = [];
  for (const service of aws.endpointServices) {
    const { resource, principals, accepted } = service;
    for (const { principal, hop: permitted } of principals) {
      const way = (says: string): PossiblePath => ({
        says,
        hops: [
          place(principal === "*" ? "anybody with an AWS account" : principal, "asks for a connection from a VPC of its own"),
          permitted,
          ...onward(service),
        ],
        unknown: [],
      });
      const named = clients?.some((client) => "principal" in client && client.principal === principal) ?? true;
      if (principal.includes("*"))
        against.push(way(`anybody whom ${principal} means asks endpoint service ${resource.name} for a connection`));
      else if (!named)
        against.push(way(`${principal}, who is no client of the settings, asks endpoint service ${resource.name} for a connection`));
      else allowed.push(way(`${principal} asks endpoint service ${resource.name} for a connection`));
    }
    if (accepted === true) continue;
    const waved = hop(resource, "acceptanceRequired", "a connection is open at once, without a person who accepts it");
    const from = principals[0]?.principal ?? "whoever is allowed later";
    against.push({
      says: `endpoint service ${resource.name} accepts connections without a person who looks`,
      hops: [place(from, "asks for a connection"), waved, ...onward(service)],
      unknown: accepted === "unknown" ? [`whether ${resource.name} asks a person is not known`] : [],
    });
  }
  return { against, allowed };
}

/** From the endpoint service to what it leads to. */
function onward({ resource, loadBalancers }: EndpointService) {
  const leads = hop(resource, "networkLoadBalancerArns", "the endpoint service leads to its load balancers");
  const forwarding = loadBalancers.flatMap(({ listeners }) => listeners).flatMap(({ forwardings }) => forwardings)[0];
  return [
    leads,
    ...loadBalancers.slice(0, 1).map(({ resource: balancer }) => hop(balancer, undefined, "takes the connection")),
    ...(forwarding?.hops ?? []),
  ];
}
