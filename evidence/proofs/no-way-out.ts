import { textOf } from "../input/value.ts";
import { isolating, outsideOf } from "../network-policy/reachability.ts";
import { ownPathOf } from "../reach/aws/control-plane-egress.ts";
import { certainFirst, type EgressPath } from "../reach/aws/egress-path.ts";
import { egressPaths } from "../reach/aws/egress-paths.ts";
import { hop, place, theInternet } from "../reach/hop.ts";
import { holdsInternet, onInternet } from "../reach/kubernetes/outside.ts";
import { inNodeNetwork, type WorkloadPods } from "../reach/kubernetes/workload-pods.ts";
import { format, unite } from "../reach/space/addresses.ts";
import { clusterDns, layers, linkLocal } from "./assumptions.ts";
import type { Graph } from "./graph.ts";
import { judge, type PossiblePath, type ProofResult } from "./proof.ts";

/**
 * Nothing inside opens a connection to the outside, except to AWS services through VPC endpoints, under the endpoints' policies. Pods on
 * nodes of this program use the nodes' interfaces, which are examined; on other nodes only network policies restrict them.
 */
export function noWayOut(graph: Graph): ProofResult {
  const { aws, cluster, inventory } = graph;
  const opening = aws.interfaces.filter(({ opens }) => opens);
  const clusters = inventory.of("aws:eks/cluster:Cluster");
  const ways = [
    ...opening.flatMap((one) => egressPaths(aws, one).map((way) => ({ from: one.name, way }))),
    ...clusters.flatMap((one) => ownPathOf(one).map((way) => ({ from: `the API server of cluster ${one.name}`, way }))),
  ];
  const pods = cluster.nodesAreOurs ? [] : cluster.pods.flatMap((one) => podPaths(graph, one));
  return {
    id: "no-way-out",
    claim:
      "Nothing inside the networks of this stack opens a connection to the internet or to another network, except to AWS services through VPC endpoints.",
    ...judge({
      against: [...ways.filter(({ way }) => way.to !== "service").map(outward), ...pods],
      allowed: certainFirst(ways.filter(({ way }) => way.to === "service").map(outward)),
      examined: { "network interfaces": opening.length, "pod templates": cluster.pods.length },
      assumptions: [...layers(graph), ...(opening.length > 0 ? [linkLocal] : []), ...(cluster.pods.length > 0 ? [clusterDns] : [])],
      unseen: [...graph.unseen, ...cluster.unseen],
    }),
  };
}

function outward({ from, way: { to, hops, unknown, endpoint } }: { from: string; way: EgressPath }): PossiblePath {
  if (to === "service" && endpoint) {
    const policy =
      textOf(endpoint.inputs["policy"]) === undefined ? "the default policy, which allows everything" : `the policy of ${endpoint.name}`;
    return { says: `${textOf(endpoint.inputs["serviceName"])} is reached through ${endpoint.name}, under ${policy}`, hops, unknown };
  }
  return { says: `${from} opens connections to ${to === "internet" ? "the internet" : "another network"}`, hops, unknown };
}

/** Destinations that network policies allow a pod, on nodes that are not part of this program. */
function podPaths({ cluster }: Graph, one: WorkloadPods): PossiblePath[] {
  const { resource, name, path, pod } = one;
  const summary = `${name} opens connections to the internet`;
  const start = place(name, "opens a connection");
  if (inNodeNetwork(one)) {
    const step = hop(resource, `${path}.hostNetwork`, "the pod uses the host network, where network policies do not apply");
    return [{ says: summary, hops: [start, step, theInternet("is reached wherever the node reaches it")], unknown: [] }];
  }
  const open = outsideOf(cluster.policies, pod, "egress").filter(({ addresses }) => holdsInternet(addresses));
  if (open.length === 0) return [];
  const policies = isolating(cluster.policies, pod, "egress");
  const steps =
    policies.length === 0
      ? [hop(resource, undefined, `no network policy restricts the egress of ${name}`)]
      : policies
          .filter((policy) =>
            outsideOf({ ...cluster.policies, policies: [policy] }, pod, "egress").some(({ addresses }) => holdsInternet(addresses)),
          )
          .map(({ id }) => ({
            ...place(`NetworkPolicy ${id}`, `admits ${format(unite(open.map(({ addresses }) => onInternet(addresses))))}`),
            urn: cluster.policyResources.get(id)?.urn,
            property: "spec.egress",
          }));
  return [
    {
      says: summary,
      hops: [start, ...steps, theInternet("is reached, if the network around the cluster has a route to it")],
      unknown: cluster.unreadPolicies,
    },
  ];
}
