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

/** What a role may give, by API group, resource and verb: to look at what holds no secret, and to take a pod away within its budget. */
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

/** Whether everything that a rule multiplies out to is a right that is known. */
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
        "is a right that no rule knows; accepted is to get, list and watch what holds no secret",
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

/** Somebody with a name, and none of Kubernetes' own groups. */
const subject: Shape = oneOf(
  {
    kind: oneOf("Group", "User"),
    name: such("a name of one's own", (value) => typeof value === "string" && !/^system:|^cluster-admin/.test(value)),
    apiGroup: optional(rbac),
  },
  { kind: "ServiceAccount", name: text(dnsName, "an account"), namespace: text(dnsName, "a namespace") },
);

/** Names of the roles that the stack has, whose rights are judged. */
const rolesOf = (stack: Stack, type: string): string[] =>
  stack
    .peek(type)
    .flatMap((role) => role.at("metadata", "name").when({ known: (name) => [String(name)], unknown: () => [], absent: () => [] }));

/** Roles and bindings beside the keep's. There is no binding for the whole cluster: it would hold in the keep's namespaces as well. */
export function rightsBeside(stack: Stack): ReadonlyMap<string, Shape> {
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
