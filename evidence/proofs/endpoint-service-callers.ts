import type { EndpointService } from "../reach/aws/endpoint-services.ts";
import { type Hop, hop, place } from "../reach/hop.ts";
import type { Graph } from "./graph.ts";
import type { Counterexample, PossiblePath } from "./proof.ts";

/** Callers over PrivateLink: those that the claim allows, and others. */
export function endpointServiceCallers({ aws, clients }: Graph): { against: PossiblePath[]; allowed: Counterexample[] } {
  const against: PossiblePath[] = [];
  const allowed: Counterexample[] = [];
  for (const service of aws.endpointServices) {
    const { resource, principals, accepted } = service;
    const ways = onward(service);
    for (const { principal, hop: permitted } of principals) {
      const way = (says: string): PossiblePath[] =>
        ways.map(({ on, hops }) => ({
          says: `${says}${on}`,
          hops: [
            place(principal === "*" ? "anyone with an AWS account" : principal, "requests a connection from its own VPC"),
            permitted,
            ...hops,
          ],
          unknown: [],
        }));
      const named = clients?.some((client) => client.kind === "private-link" && client.principal === principal) ?? true;
      if (principal.includes("*"))
        against.push(...way(`any principal that ${principal} matches requests a connection to endpoint service ${resource.name}`));
      else if (!named)
        against.push(
          ...way(`${principal}, which is not a client in the settings, requests a connection to endpoint service ${resource.name}`),
        );
      else allowed.push(...way(`${principal} requests a connection to endpoint service ${resource.name}`));
    }
    if (accepted === true) continue;
    const waved = hop(resource, "acceptanceRequired", "connections are accepted automatically, without approval");
    const from = principals[0]?.principal ?? "any principal allowed later";
    against.push(
      ...ways.map(({ on, hops }) => ({
        says: `endpoint service ${resource.name} accepts connections without approval by a person${on}`,
        hops: [place(from, "requests a connection"), waved, ...hops],
        unknown: accepted === "unknown" ? [`whether ${resource.name} requires acceptance by a person is unknown`] : [],
      })),
    );
  }
  return { against, allowed };
}

/** The port that needs no mention, so that a second model changes nothing that is said of the first. */
const httpsPort = 443;

/** From the endpoint service to its targets: one path for each listener behind it, with its port where there are several. */
function onward({ resource, loadBalancers }: EndpointService): { on: string; hops: readonly Hop[] }[] {
  const leads = hop(resource, "networkLoadBalancerArns", "the endpoint service forwards to its load balancers");
  const ends = loadBalancers.flatMap(({ resource: balancer, listeners }): { port: number | undefined; hops: readonly Hop[] }[] => {
    const taken = [leads, hop(balancer, undefined, "takes the connection")];
    if (listeners.length === 0) return [{ port: undefined, hops: taken }];
    return listeners.map(({ port, forwardings }) => ({ port, hops: [...taken, ...(forwardings[0]?.hops ?? [])] }));
  });
  if (ends.length === 0) return [{ on: "", hops: [leads] }];
  return ends.map(({ port, hops }) => ({
    on: ends.length === 1 || port === undefined || port === httpsPort ? "" : ` on port ${port}`,
    hops,
  }));
}
