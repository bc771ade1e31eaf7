import type { Preview } from "../../../engine/preview.ts";
import type { AwsNetwork } from "../../reach/aws/network.ts";
import type { ClusterGraph } from "../../reach/kubernetes/cluster-graph.ts";
import type { Flows } from "../model/flow.ts";
import { AddressedParties } from "./addressed-parties.ts";
import { awsFlows } from "./aws-flows.ts";
import { awsParties } from "./aws-parties.ts";
import { clusterFlows } from "./cluster-flows.ts";
import { edgeFlows } from "./edge-flows.ts";
import { Parties } from "./parties.ts";
import { privateLinkFlows } from "./private-link.ts";

/**
 * Allowed flows with ports and the resources that allow them: security groups and network ACLs between interfaces, network policies between
 * pods. It lists what is allowed; the proofs show that nothing else is.
 */
export function flowsOf({ aws, cluster }: { aws: AwsNetwork; cluster: ClusterGraph }, outputs: Preview["outputs"]): Flows {
  const parties = new Parties();
  const onAws = awsParties(aws, parties);
  awsFlows(aws, onAws, parties);
  edgeFlows(aws, onAws, parties);
  privateLinkFlows(aws, principalNames(outputs), parties);
  clusterFlows(cluster, new AddressedParties(aws, onAws, parties), parties);
  return parties.result();
}

function principalNames({ connections }: Preview["outputs"]): Map<string, string> {
  const listed = Array.isArray(connections) ? (connections as { client?: string; from?: { principal?: string } }[]) : [];
  const byPrincipal = Map.groupBy(
    listed.flatMap(({ client, from }) => (client && from?.principal ? [{ client, principal: from.principal }] : [])),
    ({ principal }) => principal,
  );
  return new Map([...byPrincipal].map(([principal, clients]) => [principal, [...new Set(clients.map(({ client }) => client))].join(", ")]));
}
