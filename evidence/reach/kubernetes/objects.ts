import { type PreviewResource, UNKNOWN } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { objectOf, textOf } from "../../input/value.ts";

/** A Kubernetes object of an inventory. */
export interface KubernetesObject {
  resource: PreviewResource;
  kind: string;
  apiVersion: string;
  namespace: string;
  name: string;
  spec: Readonly<Record<string, unknown>>;
  /** The whole object, as it is handed to those who read manifests. */
  manifest: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string; labels?: Record<string, string> };
    spec?: unknown;
  };
}

/** Kinds that the graph reads. */
const read = new Set([
  ...[
    "Namespace",
    "Pod",
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "ReplicationController",
    "Job",
    "CronJob",
    "LeaderWorkerSet",
  ],
  ...["Service", "Ingress", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "Route", "NetworkPolicy"],
]);

/** Kinds that make no pod and open no way to one. */
const harmless = new Set([
  ...[
    "ConfigMap",
    "Secret",
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "ClusterRole",
    "ClusterRoleBinding",
    "ResourceQuota",
    "LimitRange",
    "PriorityClass",
  ],
  ...[
    "PodDisruptionBudget",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "StorageClass",
    "RuntimeClass",
    "HorizontalPodAutoscaler",
    "CustomResourceDefinition",
  ],
  ...[
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "Certificate",
    "Issuer",
    "ClusterIssuer",
    "IngressClass",
    "GatewayClass",
  ],
  ...["PodMonitor", "ServiceMonitor", "PrometheusRule", "VerticalPodAutoscaler", "CSIDriver", "Lease", "APIService"],
]);

/**
 * The Kubernetes objects of an inventory, and what of it cannot be read as such. A network policy that cannot be read makes the others'
 * verdict on what is open uncertain, since it may isolate a pod that no other does.
 */
export function kubernetesObjects(inventory: Inventory): { objects: KubernetesObject[]; unseen: string[]; unreadPolicies: string[] } {
  const objects: KubernetesObject[] = [];
  const unseen: string[] = [];
  const unreadPolicies: string[] = [];
  for (const resource of inventory.resources) {
    if (!resource.type.startsWith("kubernetes:") || !resource.custom) continue;
    const { apiVersion, kind, metadata, spec } = resource.inputs;
    const label = resource.type.split(":").pop()!;
    const name = textOf(objectOf(metadata)["name"]) ?? resource.name;
    // A list, a patch, a chart or a folder of files is none of the objects that its name says.
    if (kind !== undefined && kind !== label) unseen.push(`${resource.type} ${resource.name} is not one plain object`);
    else if (!read.has(label)) {
      if (!harmless.has(label)) unseen.push(`what ${resource.type} ${resource.name} makes in the cluster is not known`);
    } else if (JSON.stringify([metadata, spec])?.includes(UNKNOWN))
      (label === "NetworkPolicy" ? unreadPolicies : unseen).push(`${label} ${resource.name} has a value that is not known`);
    else {
      const labels = objectOf(objectOf(metadata)["labels"]) as Record<string, string>;
      const namespace = textOf(objectOf(metadata)["namespace"]) ?? "default";
      const version = textOf(apiVersion) ?? resource.type.split(":")[1]!.replace(/^core\//, "");
      const manifest = { apiVersion: version, kind: label, metadata: { name, namespace, labels }, spec };
      objects.push({ resource, kind: label, apiVersion: version, namespace, name, spec: objectOf(spec), manifest });
    }
  }
  return { objects, unseen, unreadPolicies };
}
