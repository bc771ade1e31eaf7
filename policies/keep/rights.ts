import type { Shape } from "../shape/shape.ts";
import type { Keep } from "./keep.ts";
import { metadata } from "./metadata.ts";
import { type KeepObject, object } from "./object.ts";

const rbac = "rbac.authorization.k8s.io";
const type = (kind: string) => `kubernetes:${rbac}/v1:${kind}`;
const read = ["get", "list", "watch"];

/** What operators may do in the keep's namespaces: look, and take a pod away within its disruption budget. */
const operatorRules = (keep: Keep): Shape[] => [
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
  ...(keep.group ? [{ apiGroups: ["leaderworkerset.x-k8s.io"], resources: ["leaderworkersets"], verbs: read }] : []),
  { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs: read },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: read },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: read },
  { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: read },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: read },
  { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
];

/** What operators may read of the cluster. */
const observerRules: Shape[] = [
  { apiGroups: [""], resources: ["namespaces", "nodes"], verbs: read },
  {
    apiGroups: ["admissionregistration.k8s.io"],
    resources: ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    verbs: read,
  },
];

/** The rights of operators, who are one group. */
export function rights(keep: Keep): KeepObject[] {
  const subjects = [{ apiGroup: rbac, kind: "Group", name: keep.named("operators") }];
  const operator = keep.clusterWide("operator");
  const observer = keep.clusterWide("observer");
  const role = (name: string, rules: Shape) =>
    object("rights", type("ClusterRole"), undefined, name, () => ({ metadata: metadata(keep, "admission", name), rules }));
  const roleRef = (name: string): Shape => ({ apiGroup: rbac, kind: "ClusterRole", name: keep.name.as(() => name) });
  return [
    role(operator, operatorRules(keep)),
    role(observer, observerRules),
    object("rights", type("ClusterRoleBinding"), undefined, observer, () => ({
      metadata: metadata(keep, "admission", observer),
      roleRef: roleRef(observer),
      subjects,
    })),
    ...[keep.serving, keep.probes].map((namespace) =>
      object("rights", type("RoleBinding"), namespace, operator, () => ({
        metadata: metadata(keep, "admission", operator, namespace),
        roleRef: roleRef(operator),
        subjects,
      })),
    ),
  ];
}
