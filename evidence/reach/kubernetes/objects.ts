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
  /** The whole object, as in a manifest. */
  manifest: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string; labels?: Record<string, string> };
    spec?: unknown;
  };
}

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const gateway = ["v1", "v1beta1", "v1alpha2", "v1alpha3"].map((version) => `gateway.networking.k8s.io/${version}`);

/** Types that the graph reads, by API group and kind: a Service of Knative is none of these. */
const read = new Set(
  [
    ...["Namespace", "Pod", "ReplicationController", "Service"].map((kind) => `core/v1:${kind}`),
    ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map((kind) => `apps/v1:${kind}`),
    ...["Job", "CronJob"].map((kind) => `batch/v1:${kind}`),
    ...["LeaderWorkerSet"].map((kind) => `leaderworkerset.x-k8s.io/v1:${kind}`),
    ...["Ingress", "NetworkPolicy"].map((kind) => `networking.k8s.io/v1:${kind}`),
    ...["Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].flatMap((kind) =>
      gateway.map((group) => `${group}:${kind}`),
    ),
    "route.openshift.io/v1:Route",
  ].map((type) => `kubernetes:${type}`),
);

/** Built-in types that create no pod and open no path to one; controllers may create anything from their custom resources. */
const harmless = new Set(
  [
    ...["ConfigMap", "Secret", "ServiceAccount", "ResourceQuota", "LimitRange", "PersistentVolume", "PersistentVolumeClaim"].map(
      (kind) => `core/v1:${kind}`,
    ),
    ...["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"].map((kind) => `rbac.authorization.k8s.io/v1:${kind}`),
    ...["StorageClass", "CSIDriver"].map((kind) => `storage.k8s.io/v1:${kind}`),
    ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"].map((kind) => `admissionregistration.k8s.io/v1:${kind}`),
    ...["Certificate", "Issuer", "ClusterIssuer"].map((kind) => `cert-manager.io/v1:${kind}`),
    "scheduling.k8s.io/v1:PriorityClass",
    "policy/v1:PodDisruptionBudget",
    "autoscaling/v2:HorizontalPodAutoscaler",
    "networking.k8s.io/v1:IngressClass",
    "gateway.networking.k8s.io/v1:GatewayClass",
    "coordination.k8s.io/v1:Lease",
  ].map((type) => `kubernetes:${type}`),
);

/** Whether a Kubernetes resource may be anything: resources in another cloud, AWS roles, charts, patches. */
const isOpaque = ({ type, custom }: Pick<PreviewResource, "type" | "custom">): boolean =>
  type.startsWith("kubernetes:") && custom && !read.has(type) && !harmless.has(type);

/**
 * The Kubernetes objects of an inventory, and those that cannot be read. With an unreadable network policy, results about what is open
 * are uncertain, because it may isolate a pod that no other policy does.
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
    // A list, a patch, a chart or a folder of files is not a single object of its type.
    if (kind !== undefined && kind !== label) unseen.push(`${resource.type} ${resource.name} is not one plain object`);
    else if (isOpaque(resource)) unseen.push(`what ${resource.type} ${resource.name} creates in the cluster is unknown`);
    else if (!read.has(resource.type)) continue;
    else if (JSON.stringify([metadata, spec])?.includes(UNKNOWN))
      (resource.type === networkPolicyType ? unreadPolicies : unseen).push(`${label} ${resource.name} has an unknown value`);
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
