import type { Inventory } from "../input/inventory.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import { type AwsNetwork, awsNetwork } from "../reach/aws/network.ts";
import { unseenIn } from "../reach/aws/unmodelled.ts";
import { type ClusterGraph, clusterGraph } from "../reach/kubernetes/cluster-graph.ts";
import { type ModelServer, modelServersOf } from "../reach/kubernetes/model-server.ts";

/** Somebody whom the settings of a stack let in, as far as they are known beside its resources. */
export type NamedClient = ({ principal: string } | { namespace: string }) & {
  /** The client's name, which its pods carry as a label. */
  name?: string;
  /** Keys of the models that it may call; left out where the keep has one. */
  models?: readonly string[];
};

/** All that the proofs look at. */
export interface Graph {
  inventory: Inventory;
  aws: AwsNetwork;
  cluster: ClusterGraph;
  servers: readonly ModelServer[];
  /** Who may get in by the settings; undefined where nobody says, and then whoever the resources name is named. */
  clients: readonly NamedClient[] | undefined;
  /** cert-manager's issuer of clients' certificates, by the settings; undefined where they name none. */
  clientIssuer: NamedIssuer | undefined;
  /** What of the network the graph does not know. */
  unseen: readonly string[];
}

/** What the settings say of a stack beside its clients. */
export interface GraphSettings {
  /** Types that the user of the kit answers for. */
  ownTypes?: readonly string[] | undefined;
  /** cert-manager's issuer of clients' certificates, where the settings name one. */
  clientIssuer?: NamedIssuer | undefined;
}

/** Reads the whole graph of an inventory. */
export function graphOf(
  inventory: Inventory,
  clients?: readonly NamedClient[],
  { ownTypes = [], clientIssuer }: GraphSettings = {},
): Graph {
  const cluster = clusterGraph(inventory);
  const [aws, servers, unseen] = [awsNetwork(inventory), modelServersOf(cluster), unseenIn(inventory, ownTypes)];
  return { inventory, aws, cluster, servers, clients, clientIssuer, unseen };
}
