import type { KeepSpecs } from "../keep-spec.ts";
import type { ClusterRole, ClusterRoleBinding, RoleBinding } from "../kubernetes/kinds.ts";
import type { PolicyRule } from "../kubernetes/parts.ts";
import { clusterWideName, keepLabels, probesNamespace, servingNamespace } from "../names.ts";

/** Group of those who run the keep day by day; an access entry or an identity provider puts people into it. */
export const operatorGroup = (keep: string): string => clusterWideName(keep, "operators");

/** What operators may do in the keep's namespaces. */
export const operatorRole = (keep: string): string => clusterWideName(keep, "operator");

/** What operators may read of the cluster: nodes, namespaces, and the policies that bind them. */
const observerRole = (keep: string): string => clusterWideName(keep, "observer");

const rbac = "rbac.authorization.k8s.io";
const apiVersion = `${rbac}/v1` as const;
const read = ["get", "list", "watch"];

/**
 * The rights of operators. Admission policies are not evaluated for admission policies and their bindings (the API server leaves
 * `validatingadmissionpolicies` and their bindings out, so that no one is locked out: `isExcludedFromAPIHooks` in
 * k8s.io/apiserver pkg/admission/plugin/policy/generic/plugin.go, v1.36), so what protects them is that no one has the right
 * to write them: operators read and restart, and only the deployer's role changes policies. A cluster administrator can always.
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
    // A replica is restarted by taking its pod away; the eviction respects the disruption budget, which deletion would not.
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
