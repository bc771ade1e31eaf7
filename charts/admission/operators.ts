import type { KeepSpecs } from "../keep-spec.ts";
import type { ClusterRole, ClusterRoleBinding, RoleBinding } from "../kubernetes/kinds.ts";
import type { PolicyRule } from "../kubernetes/parts.ts";
import { clusterWideName, keepLabels, probesNamespace, servingNamespace } from "../names.ts";

/** Group of the keep's operators; an access entry or an identity provider adds users to it. */
export const operatorGroup = (keep: string): string => clusterWideName(keep, "operators");

/** ClusterRole of operators in the keep's namespaces. */
export const operatorRole = (keep: string): string => clusterWideName(keep, "operator");

/** ClusterRole of operators for the cluster: read access to nodes, namespaces and admission policies. */
const observerRole = (keep: string): string => clusterWideName(keep, "observer");

const rbac = "rbac.authorization.k8s.io";
const apiVersion = `${rbac}/v1` as const;
const read = ["get", "list", "watch"];

/**
 * RBAC of operators. Admission policies are not evaluated for admission policies and their bindings (the API server excludes
 * `validatingadmissionpolicies` and their bindings to prevent lock-out: `isExcludedFromAPIHooks` in k8s.io/apiserver
 * pkg/admission/plugin/policy/generic/plugin.go, v1.36), so only RBAC protects them: operators read and restart, and only the deployer's
 * role changes policies. A cluster administrator always can.
 */
export function operatorAccess(specs: KeepSpecs): (ClusterRole | ClusterRoleBinding | RoleBinding)[] {
  const [{ name: keep }] = specs;
  const labels = keepLabels(keep, "admission");
  const [operator, observer] = [operatorRole(keep), observerRole(keep)];
  const subjects: RoleBinding["subjects"] = [{ kind: "Group", apiGroup: rbac, name: operatorGroup(keep) }];
  const inNamespace: PolicyRule[] = [
    {
      apiGroups: [""],
      resources: [
        "pods",
        "pods/log",
        "services",
        "endpoints",
        "events",
        "configmaps",
        "persistentvolumeclaims",
        "serviceaccounts",
        "resourcequotas",
        "limitranges",
      ],
      verbs: read,
    },
    { apiGroups: ["apps"], resources: ["deployments", "replicasets", "statefulsets"], verbs: read },
    ...(specs.some(({ hardware }) => hardware.nodes > 1)
      ? [{ apiGroups: ["leaderworkerset.x-k8s.io"], resources: ["leaderworkersets"], verbs: read }]
      : []),
    { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: read },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: read },
    { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: read },
    { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: read },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: read },
    // A replica is restarted by eviction of its pod, which respects the PodDisruptionBudget; deletion would not.
    { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  ];
  const inCluster: PolicyRule[] = [
    { apiGroups: [""], resources: ["namespaces", "nodes"], verbs: read },
    {
      apiGroups: ["admissionregistration.k8s.io"],
      resources: ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
      verbs: read,
    },
  ];
  const role = (name: string, rules: readonly PolicyRule[]): ClusterRole => ({
    apiVersion,
    kind: "ClusterRole",
    metadata: { name, labels },
    rules,
  });
  const roleRef = (name: string): RoleBinding["roleRef"] => ({ apiGroup: rbac, kind: "ClusterRole", name });
  return [
    role(operator, inNamespace),
    role(observer, inCluster),
    {
      apiVersion,
      kind: "ClusterRoleBinding",
      metadata: { name: observer, labels },
      roleRef: roleRef(observer),
      subjects,
    },
    ...[servingNamespace(keep), probesNamespace(keep)].map(
      (namespace): RoleBinding => ({
        apiVersion,
        kind: "RoleBinding",
        metadata: { name: operator, namespace, labels },
        roleRef: roleRef(operator),
        subjects,
      }),
    ),
  ];
}
