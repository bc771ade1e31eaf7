import type { EndpointService } from "../reach/aws/endpoint-services.ts";
import { type Hop, hop, place } from "../reach/hop.ts";
import type { Graph } from "./graph.ts";
import type { Counterexample, PossiblePath } from "./proof.ts";

/** Who gets in over PrivateLink: those whom the claim names, and those whom it does not. */
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
            place(principal === "*" ? "anybody with an AWS account" : principal, "asks for a connection from a VPC of its own"),
            permitted,
            ...hops,
          ],
          unknown: [],
        }));
      const named = clients?.some((client) => "principal" in client && client.principal === principal) ?? true;
      if (principal.includes("*"))
        against.push(...way(`anybody whom ${principal} means asks endpoint service ${resource.name} for a connection`));
      else if (!named)
        against.push(...way(`${principal}, who is no client of the settings, asks endpoint service ${resource.name} for a connection`));
      else allowed.push(...way(`${principal} asks endpoint service ${resource.name} for a connection`));
    }
    if (accepted === true) continue;
    const waved = hop(resource, "acceptanceRequired", "a connection is open at once, without a person who accepts it");
    const from = principals[0]?.principal ?? "whoever is allowed later";
    against.push(
      ...ways.map(({ on, hops }) => ({
        says: `endpoint service ${resource.name} accepts connections without a person who looks${on}`,
        hops: [place(from, "asks for a connection"), waved, ...hops],
        unknown: accepted === "unknown" ? [`whether ${resource.name} asks a person is not known`] : [],
      })),
    );
  }
  return { against, allowed };
}

/** From the endpoint service to what it leads to: one way for each listener behind it, told apart by its port where there are several. */
function onward({ resource, loadBalancers }: EndpointService): { on: string; hops: readonly Hop[] }[] {
  const leads = hop(resource, "networkLoadBalancerArns", "the endpoint service leads to its load balancers");
  const ends = loadBalancers.flatMap(({ resource: balancer, listeners }): { port: number | undefined; hops: readonly Hop[] }[] => {
    const taken = [leads, hop(balancer, undefined, "takes the connection")];
    if (listeners.length === 0) return [{ port: undefined, hops: taken }];
    return listeners.map(({ port, forwardings }) => ({ port, hops: [...taken, ...(forwardings[0]?.hops ?? [])] }));
  });
  if (ends.length === 0) return [{ on: "", hops: [leads] }];
  return ends.map(({ port, hops }) => ({ on: ends.length === 1 || port === undefined ? "" : ` to port ${port}`, hops }));
}
