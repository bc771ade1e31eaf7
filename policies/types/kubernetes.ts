import type { KnownType } from "./known-type.ts";

/** Types of one API group and version, by their kinds. */
const of = (version: string, how: KnownType["how"], because: string, ...kinds: readonly string[]): KnownType[] =>
  kinds.map((kind) => ({ type: `kubernetes:${version}:${kind}`, how, because }));

const keep = "kubernetes-keep-complete and the rules of known shapes: a keep's object, field by field, or an object outside of the keep";
const pods = `${keep}; kubernetes-pod-* for every pod; the proofs read its network`;

/**
 * Every Kubernetes type that these rules check, by API group, version and kind: a Knative Service is not a core Service. A type that is not
 * here is unknown, and so a violation: other versions of the same kinds, lists and patches, charts and manifests, aggregated APIs, webhooks,
 * and custom resources.
 */
export const kubernetesTypes: readonly KnownType[] = [
  ...of("core/v1", "judged", pods, "Pod", "PodTemplate", "ReplicationController"),
  ...of("apps/v1", "judged", pods, "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  ...of("batch/v1", "judged", pods, "Job", "CronJob"),
  ...of("leaderworkerset.x-k8s.io/v1", "judged", pods, "LeaderWorkerSet"),
  ...of(
    "core/v1",
    "judged",
    keep,
    "ConfigMap",
    "LimitRange",
    "Namespace",
    "PersistentVolumeClaim",
    "ResourceQuota",
    "Service",
    "ServiceAccount",
  ),
  ...of("core/v1", "judged", "kubernetes-secret-none: it holds no value; kubernetes-object-known-fields", "Secret"),
  ...of("networking.k8s.io/v1", "judged", `${keep}; the proofs read what it opens`, "NetworkPolicy"),
  ...of("policy/v1", "judged", keep, "PodDisruptionBudget"),
  ...of("scheduling.k8s.io/v1", "judged", keep, "PriorityClass"),
  ...of(
    "rbac.authorization.k8s.io/v1",
    "judged",
    "kubernetes-role-known-rights",
    "Role",
    "ClusterRole",
    "RoleBinding",
    "ClusterRoleBinding",
  ),
  ...of(
    "admissionregistration.k8s.io/v1",
    "judged",
    "kubernetes-admission-known-set",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
  ),
  ...of("cert-manager.io/v1", "judged", `${keep}: the front door's, and no other`, "Certificate"),

  ...of("networking.k8s.io/v1", "forbidden", "kubernetes-ingress-none", "Ingress", "IngressClass"),
  ...of("gateway.networking.k8s.io/v1", "forbidden", "kubernetes-ingress-none", "Gateway", "HTTPRoute", "GRPCRoute"),
  ...of("gateway.networking.k8s.io/v1alpha2", "forbidden", "kubernetes-ingress-none", "TCPRoute", "TLSRoute"),
  ...of("core/v1", "forbidden", "kubernetes-service-selects-pods", "Endpoints"),
  ...of("discovery.k8s.io/v1", "forbidden", "kubernetes-service-selects-pods", "EndpointSlice"),
  ...of(
    "cilium.io/v2",
    "forbidden",
    "kubernetes-network-policy-kubernetes-api-only",
    "CiliumNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
  ),
  ...of("crd.projectcalico.org/v1", "forbidden", "kubernetes-network-policy-kubernetes-api-only", "NetworkPolicy", "GlobalNetworkPolicy"),
  ...of("projectcalico.org/v3", "forbidden", "kubernetes-network-policy-kubernetes-api-only", "NetworkPolicy", "GlobalNetworkPolicy"),
];

const known = new Set(kubernetesTypes.map(({ type }) => type));

/** Whether a rule or a proof here knows what a resource of this type is. */
export const isKnownKubernetesType = (type: string): boolean => known.has(type);

/** Types of objects that a stack may have: those that are checked, and not forbidden. */
export const judgedKubernetesTypes: readonly string[] = kubernetesTypes.filter(({ how }) => how === "judged").map(({ type }) => type);
