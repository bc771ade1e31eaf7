import type { Inventory } from "../input/inventory.ts";
import { type AwsNetwork, awsNetwork } from "../reach/aws/network.ts";
import { unseenIn } from "../reach/aws/unmodelled.ts";
import { type ClusterGraph, clusterGraph } from "../reach/kubernetes/cluster-graph.ts";
import { type ModelServer, modelServersOf } from "../reach/kubernetes/model-server.ts";

/** Somebody whom the settings of a stack let in, as far as they are known beside its resources. */
export type NamedClient = { principal: string } | { namespace: string };

/** All that the proofs look at. */
export interface Graph {
  inventory: Inventory;
  aws: AwsNetwork;
  cluster: ClusterGraph;
  servers: readonly ModelServer[];
  /** Who may get in by the settings; undefined where nobody says, and then whoever the resources name is named. */
  clients: readonly NamedClient[] | undefined;
  /** What of the network the graph does not know. */
  unseen: readonly string[];
}

/**
 * Reads the whole graph of an inventory.
 * @param own types that the user of the kit answers for
 */
export function graphOf(inventory: Inventory, clients?: readonly NamedClient[], own: readonly string[] = []): Graph {
  const cluster = clusterGraph(inventory);
  return { inventory, aws: awsNetwork(inventory), cluster, servers: modelServersOf(cluster), clients, unseen: unseenIn(inventory, own) };
}
