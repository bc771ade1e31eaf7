import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { type Cluster, readCluster } from "../../network-policy/cluster.ts";
import { type KubernetesObject, kubernetesObjects } from "./objects.ts";
import { type Service, servicesOf } from "./services.ts";
import { type WorkloadPods, workloadPods } from "./workload-pods.ts";

/** The contents of a Kubernetes cluster, as far as they are in the inventory. */
export interface ClusterGraph {
  objects: readonly KubernetesObject[];
  pods: readonly WorkloadPods[];
  services: readonly Service[];
  /** Policies and namespaces, for the evaluator of network policies. */
  policies: Cluster;
  /** Resources of the policies, by `namespace/name`. */
  policyResources: ReadonlyMap<string, PreviewResource>;
  /** Whether the nodes are in the same inventory, so that their interfaces limit what pods reach. */
  nodesAreOurs: boolean;
  /** Network policies that cannot be read: they may close what seems open. */
  unreadPolicies: readonly string[];
  /** Everything in the cluster that cannot be read, including these. */
  unseen: readonly string[];
}

/** Reads the cluster of an inventory. */
export function clusterGraph(inventory: Inventory): ClusterGraph {
  const { objects, unseen, unreadPolicies } = kubernetesObjects(inventory);
  const pods = objects.flatMap(workloadPods);
  const policies = objects.filter(({ kind, apiVersion }) => kind === "NetworkPolicy" && apiVersion === "networking.k8s.io/v1");
  const nodesAreOurs = inventory.of("aws:eks/nodeGroup:NodeGroup", "aws:eks/cluster:Cluster").length > 0;
  let read: Cluster = { namespaces: {}, policies: [], pods: [] };
  try {
    read = readCluster(objects.filter(({ kind }) => kind === "Namespace" || kind === "NetworkPolicy").map(({ manifest }) => manifest));
  } catch (error) {
    unreadPolicies.push((error as Error).message);
  }
  return {
    objects,
    pods,
    services: servicesOf(objects, pods),
    policies: { ...read, pods: pods.map(({ pod }) => pod) },
    policyResources: new Map(policies.map(({ namespace, name, resource }) => [`${namespace}/${name}`, resource])),
    nodesAreOurs,
    unreadPolicies,
    unseen: [...unseen, ...unreadPolicies],
  };
}
