import { UNKNOWN } from "../../engine/preview.ts";
import type { LabelSet } from "./label-selector.ts";
import { type NetworkPolicy, readNetworkPolicy } from "./network-policy.ts";
import { type Pod, podsOf } from "./pod.ts";

/** Namespaces, policies and pods of one cluster. */
export interface Cluster {
  /** Labels by name of the namespace. The one that Kubernetes sets itself, `kubernetes.io/metadata.name`, need not be among them. */
  namespaces: Readonly<Record<string, LabelSet>>;
  policies: readonly NetworkPolicy[];
  pods: readonly Pod[];
}

/** A Kubernetes object, of which only what network policies depend on is read. */
interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: LabelSet };
  spec?: unknown;
}

/** What a network policy depends on in each object that has a part in it; the rest may stay unknown. */
function relevant({ kind, metadata, spec }: KubernetesObject): unknown {
  if (kind === "NetworkPolicy") return [metadata.name, metadata.namespace, spec];
  if (kind === "Namespace") return [metadata.name, metadata.labels];
  return podsOf({ kind, metadata, spec });
}

/**
 * Reads the objects of a cluster.
 * @param podAddresses ranges in which pods of the cluster have their addresses, where they are known: a block that meets one may mean a pod
 * @throws Error where a policy cannot be read, or depends on a value that is unknown in a preview
 */
export function readCluster(objects: readonly KubernetesObject[], podAddresses: readonly string[] = []): Cluster {
  for (const object of objects)
    if (JSON.stringify(relevant(object)).includes(UNKNOWN))
      throw new Error(`${object.kind} ${object.metadata.name} has a value that is not known yet, on which network policies depend`);
  const of = (kind: string, group: string) => objects.filter((object) => object.kind === kind && object.apiVersion === group);
  return {
    namespaces: Object.fromEntries(of("Namespace", "v1").map(({ metadata: { name, labels = {} } }) => [name, labels])),
    policies: of("NetworkPolicy", "networking.k8s.io/v1").map(readNetworkPolicy),
    pods: objects.flatMap((object) => podsOf(object, podAddresses)),
  };
}
