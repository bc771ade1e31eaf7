import type { Inventory } from "../input/inventory.ts";
import type { NamedIssuer } from "../input/settings-client-issuer.ts";
import { type AwsNetwork, awsNetwork } from "../reach/aws/network.ts";
import { unseenIn } from "../reach/aws/unmodelled.ts";
import { type ClusterGraph, clusterGraph } from "../reach/kubernetes/cluster-graph.ts";
import { type ModelServer, modelServersOf } from "../reach/kubernetes/model-server.ts";

/** A client in the settings of a stack. */
export type NamedClient = ({ kind: "private-link"; principal: string } | { kind: "workload"; namespace: string }) & {
  /** The client's name, which its pods carry as a label. */
  name?: string;
  /** Keys of the models that it may call; left out where the keep has one. */
  models?: readonly string[];
};

/** Input of the proofs. */
export interface Graph {
  inventory: Inventory;
  aws: AwsNetwork;
  cluster: ClusterGraph;
  servers: readonly ModelServer[];
  /** Clients in the settings; undefined without settings, and then all callers named in resources count as clients. */
  clients: readonly NamedClient[] | undefined;
  /** cert-manager's issuer of client certificates in the settings; undefined where they name none. */
  clientIssuer: NamedIssuer | undefined;
  /** Parts of the network that are unknown to the graph. */
  unseen: readonly string[];
}

/** Other facts from the settings. */
export interface GraphSettings {
  /** Resource types that the user takes responsibility for. */
  ownTypes?: readonly string[] | undefined;
  /** cert-manager's issuer of client certificates, if the settings name one. */
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
