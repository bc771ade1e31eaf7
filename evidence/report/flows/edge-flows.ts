import { egressPaths } from "../../reach/aws/egress-paths.ts";
import { ingressPaths, pathsToEndpoint } from "../../reach/aws/ingress-paths.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import type { Hop } from "../../reach/hop.ts";
import { internet, partsOf } from "../../reach/space/addresses.ts";
import type { AwsParty } from "./aws-parties.ts";
import type { Parties } from "./parties.ts";

/** End of a path outside of a stack's networks. */
type Outside = "internet" | "network";

/** Text instead of ports, which are in the proof's path. */
const onPath = "an open path, shown under Proofs";

/** The outside as a party, as a caller or as a destination. */
export function outsideParty(parties: Parties, of: Outside, side: "in" | "out"): string {
  const name = of === "internet" ? "The internet" : "Another network";
  return parties.add({
    id: `outside ${of} ${side}`,
    name,
    zone: side === "in" ? "clients" : "services",
    detail: "outside of this stack",
    addresses: of === "internet" ? partsOf(internet) : [],
    identities: [],
  });
}

/** Paths into and out of the networks of a stack. A private stack has none; if there is one, the diagram must show it. */
export function edgeFlows(network: AwsNetwork, all: readonly AwsParty[], parties: Parties): void {
  for (const { id, interfaces } of all) {
    for (const one of interfaces) {
      for (const { from, hops, unknown } of ingressPaths(network, one)) add(parties, outsideParty(parties, from, "in"), id, hops, unknown);
      for (const { to, hops, unknown } of egressPaths(network, one))
        if (to !== "service") add(parties, id, outsideParty(parties, to, "out"), hops, unknown);
    }
  }
  for (const cluster of network.inventory.of("aws:eks/cluster:Cluster"))
    for (const { hops, unknown } of pathsToEndpoint(cluster))
      add(parties, outsideParty(parties, "internet", "in"), `aws ${cluster.urn}`, hops, unknown);
}

function add(parties: Parties, from: string, to: string, hops: readonly Hop[], unknown: readonly string[]): void {
  for (const what of unknown) parties.unknown(what);
  parties.flow(
    from,
    to,
    onPath,
    hops.flatMap(({ urn, name }) => (urn === undefined ? [] : [name])),
  );
}
