import { dnsName } from "../keep/names.ts";
import { need, type Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import { Truth } from "../rule/truth.ts";
import { examine } from "../shape/examine.ts";
import { listOf, oneOf, optional, such, text } from "../shape/forms.ts";
import { Form, type Shape } from "../shape/shape.ts";
import { clusterMetadata, metadata } from "./metadata.ts";

const rbac = "rbac.authorization.k8s.io";
const kinds = {
  role: `kubernetes:${rbac}/v1:Role`,
  clusterRole: `kubernetes:${rbac}/v1:ClusterRole`,
  roleBinding: `kubernetes:${rbac}/v1:RoleBinding`,
};

/** Permissions that a role may grant, by API group, resource and verb: reads without secrets, and evictions within a PodDisruptionBudget. */
const readable: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["pods", "pods/log", "services", "endpoints", "events", "configmaps", "persistentvolumeclaims", "serviceaccounts", "resourcequotas"],
    ...["limitranges", "namespaces", "nodes"],
  ],
  apps: ["deployments", "replicasets", "statefulsets", "daemonsets"],
  batch: ["jobs", "cronjobs"],
  autoscaling: ["horizontalpodautoscalers"],
  policy: ["poddisruptionbudgets"],
  "networking.k8s.io": ["networkpolicies"],
  "discovery.k8s.io": ["endpointslices"],
  "leaderworkerset.x-k8s.io": ["leaderworkersets"],
  "admissionregistration.k8s.io": ["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
};
const evicts = { group: "", resource: "pods/eviction", verb: "create" };

/** Whether every combination of a rule's groups, resources and verbs is a known permission. */
function ruleOf(reading: Reading): Outcome[] {
  const fields = examine(reading, {
    apiGroups: listOf(text(/.*/)),
    resources: listOf(text(/.*/)),
    verbs: listOf(text(/.*/)),
    resourceNames: optional(listOf(text(/.*/))),
  });
  const known = (group: string, resource: string, verb: string) =>
    (readable[group]?.includes(resource) === true && ["get", "list", "watch"].includes(verb)) ||
    (group === evicts.group && resource === evicts.resource && verb === evicts.verb);
  const triples = reading
    .at("apiGroups")
    .items()
    .flatMap((group) =>
      reading
        .at("resources")
        .items()
        .flatMap((resource) =>
          reading
            .at("verbs")
            .items()
            .map((verb) => ({ group, resource, verb })),
        ),
    );
  return [
    ...fields,
    ...triples.each(({ group, resource, verb }) =>
      need(
        knownAll([group, resource, verb], (words) => known(words[0]!, words[1]!, words[2]!)),
        "is not a known permission; accepted: get, list and watch of what contains no secret",
        resource.path,
      ),
    ),
  ];
}

/** Whether a test holds for the texts of several readings. */
function knownAll(readings: readonly Reading[], holds: (texts: readonly string[]) => boolean): Truth {
  const [first, ...rest] = readings;
  if (first === undefined) return Truth.of(holds([]));
  return first.when({
    known: (text) => knownAll(rest, (texts) => holds([String(text), ...texts])),
    unknown: (because) => Truth.unknown([because], first.path),
    absent: () => Truth.of(false, first.path),
  });
}

const rules = listOf(new Form(ruleOf));

/** A named subject, and none of Kubernetes' built-in groups. */
const subject: Shape = oneOf(
  {
    kind: oneOf("Group", "User"),
    name: such("a name of one's own", (value) => typeof value === "string" && !/^system:|^cluster-admin/.test(value)),
    apiGroup: optional(rbac),
  },
  { kind: "ServiceAccount", name: text(dnsName, "an account"), namespace: text(dnsName, "a namespace") },
);

/** Names of the roles that the stack has, whose rights are judged. */
const rolesOf = (stack: Stack, type: string): string[] => stack.peek(type).flatMap((role) => role.at("metadata", "name").texts());

/** Roles and bindings outside of the keep. ClusterRoleBindings are not accepted: they would apply in the keep's namespaces as well. */
export function otherRights(stack: Stack): ReadonlyMap<string, Shape> {
  const roleRef = (kind: string, names: readonly string[]): Shape => ({
    apiGroup: rbac,
    kind,
    name: such("a role of the program", (value) => names.includes(String(value))),
  });
  const head = (kind: string) => ({ apiVersion: optional(`${rbac}/v1`), kind: optional(kind) });
  return new Map<string, Shape>([
    [kinds.role, { ...head("Role"), metadata, rules }],
    [kinds.clusterRole, { ...head("ClusterRole"), metadata: clusterMetadata, rules }],
    [
      kinds.roleBinding,
      {
        ...head("RoleBinding"),
        metadata,
        roleRef: oneOf(roleRef("Role", rolesOf(stack, kinds.role)), roleRef("ClusterRole", rolesOf(stack, kinds.clusterRole))),
        subjects: listOf(subject),
      },
    ],
  ]);
}
