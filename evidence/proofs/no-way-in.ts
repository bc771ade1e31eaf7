import { ingressPaths, pathsToEndpoint } from "../reach/aws/ingress-paths.ts";
import { layers, linkLocal } from "./assumptions.ts";
import { exposures } from "./exposures.ts";
import type { Graph } from "./graph.ts";
import { judge, type PossiblePath, type ProofResult } from "./proof.ts";

/**
 * Nothing outside reaches an interface, the cluster's API or a pod. On a cluster whose nodes are not part of this program, any host that
 * reaches a node counts as outside; where they are, the nodes' own interfaces are examined as well.
 */
export function noWayIn(graph: Graph): ProofResult {
  const { aws, cluster, inventory } = graph;
  const clusters = inventory.of("aws:eks/cluster:Cluster");
  const interfaces = aws.interfaces.flatMap((one) =>
    ingressPaths(aws, one).map(
      (way): PossiblePath => ({
        ...way,
        says: `${one.name} is reached from ${way.from === "internet" ? "the internet" : "another network"}`,
      }),
    ),
  );
  const endpoints = clusters.flatMap((one) =>
    pathsToEndpoint(one).map((way): PossiblePath => ({ ...way, says: `the API of cluster ${one.name} is reached from the internet` })),
  );
  const pods = exposures(cluster)
    .filter(({ at }) => at === "internet" || !cluster.nodesAreOurs)
    .map(
      ({ pods: { name }, at, hops }): PossiblePath => ({
        says: `${name} is reached from ${at === "internet" ? "the internet" : at === "node" ? "any host that reaches its nodes" : "the network around the cluster"}`,
        hops,
        unknown: [],
      }),
    );
  return {
    id: "no-way-in",
    claim: "Nothing outside of the networks of this stack reaches an interface, the cluster's API or a pod.",
    ...judge({
      against: [...interfaces, ...endpoints, ...pods],
      examined: { "network interfaces": aws.interfaces.length, "cluster endpoints": clusters.length, "pod templates": cluster.pods.length },
      assumptions: [...layers(graph), ...(aws.interfaces.length > 0 ? [linkLocal] : [])],
      unseen: [...graph.unseen, ...cluster.unseen],
    }),
  };
}
