import type { AwsNetwork } from "../../reach/aws/network.ts";
import type { Parties } from "./parties.ts";

/** Clients that the stack's outputs name, by the principal from which they come. */
export type PrincipalNames = ReadonlyMap<string, string>;

/** Principals of other accounts that may ask an endpoint service for a connection, and the load balancers that they then reach. */
export function privateLinkFlows({ endpointServices }: AwsNetwork, names: PrincipalNames, parties: Parties): void {
  for (const { resource, principals, loadBalancers, accepted } of endpointServices) {
    if (accepted === "unknown") parties.unknown(`whether ${resource.name} asks a person to accept each connection`);
    for (const { principal, hop } of principals) {
      const name = names.get(principal);
      const how = accepted === true ? "over PrivateLink, each connection accepted by a person" : "over PrivateLink, accepted automatically";
      const from = parties.add({
        id: `client ${principal}`,
        name: principal === "*" ? "Anybody with an AWS account" : name === undefined ? principal : `Client ${name}`,
        zone: "clients",
        detail: name === undefined ? how : `${principal}, ${how}`,
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
