import { dnsName } from "../keep/names.ts";
import { anyText, anything, listOf, mapOf, oneOf, optional, such, text, wholeNumber } from "../shape/forms.ts";
import type { Shape } from "../shape/shape.ts";
import { clusterMetadata, labels, metadata } from "./metadata.ts";
import { podTemplate, workloadSpecs } from "./pods.ts";

const name = text(dnsName, "a name");
const number = wholeNumber(0, 2 ** 31);
const port = oneOf(wholeNumber(1, 65_535), text(/[a-z0-9-]{1,15}/, "a port"));
const amounts = (keys: RegExp): Shape => mapOf(keys, oneOf(anyText, number));

const selector: Shape = {
  matchLabels: optional(mapOf(/[\w./-]+/, anyText)),
  matchExpressions: optional(
    listOf({ key: anyText, operator: oneOf("In", "NotIn", "Exists", "DoesNotExist"), values: optional(listOf(anyText)) }),
  ),
};
const peer: Shape = oneOf(
  { podSelector: optional(selector), namespaceSelector: optional(selector) },
  { ipBlock: { cidr: anyText, except: optional(listOf(anyText)) } },
);
const networkPorts = optional(listOf({ port: optional(port), protocol: optional(oneOf("TCP", "UDP")) }));

/** Labels of a namespace: the usual ones, and those of Pod Security. */
const namespaceLabels: Shape = mapOf(
  /app|name|team|owner|environment|app\.kubernetes\.io\/[a-z-]+|pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?/,
  anyText,
);

/** Fields of each namespaced type in addition to its metadata. */
const namespaced: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  ...Object.fromEntries(Object.entries(workloadSpecs).map(([type, spec]) => [type, { spec }])),
  "kubernetes:core/v1:PodTemplate": { template: podTemplate },
  "kubernetes:core/v1:Service": {
    spec: {
      type: optional("ClusterIP"),
      clusterIP: optional("None"),
      selector: labels,
      ports: listOf({
        name: optional(anyText),
        port: wholeNumber(1, 65_535),
        targetPort: optional(port),
        protocol: optional(oneOf("TCP", "UDP")),
        appProtocol: optional(anyText),
      }),
    },
  },
  "kubernetes:core/v1:ConfigMap": { data: optional(mapOf(/[\w.-]+/, anyText)), immutable: optional(oneOf(true, false)) },
  // That it has no value is checked by kubernetes-secret-none: a provider turns `stringData` into `data`.
  "kubernetes:core/v1:Secret": {
    type: optional(oneOf("Opaque", "kubernetes.io/tls")),
    immutable: optional(oneOf(true, false)),
    data: optional(anything),
    stringData: optional(anything),
  },
  "kubernetes:core/v1:ServiceAccount": { automountServiceAccountToken: false },
  "kubernetes:core/v1:ResourceQuota": { spec: { hard: amounts(/[\w./-]+/) } },
  "kubernetes:core/v1:LimitRange": {
    spec: {
      limits: listOf({
        type: oneOf("Container", "Pod", "PersistentVolumeClaim"),
        default: optional(amounts(/[\w./-]+/)),
        defaultRequest: optional(amounts(/[\w./-]+/)),
        max: optional(amounts(/[\w./-]+/)),
        min: optional(amounts(/[\w./-]+/)),
      }),
    },
  },
  "kubernetes:core/v1:PersistentVolumeClaim": {
    spec: {
      accessModes: listOf(oneOf("ReadOnlyMany", "ReadWriteOnce", "ReadWriteOncePod")),
      resources: { requests: { storage: anyText } },
      storageClassName: optional(anyText),
    },
  },
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": {
    spec: {
      podSelector: selector,
      policyTypes: optional(listOf(oneOf("Ingress", "Egress"))),
      ingress: optional(listOf({ from: optional(listOf(peer)), ports: networkPorts })),
      egress: optional(listOf({ to: optional(listOf(peer)), ports: networkPorts })),
    },
  },
  "kubernetes:policy/v1:PodDisruptionBudget": {
    spec: {
      selector,
      maxUnavailable: optional(oneOf(anyText, number)),
      minAvailable: optional(oneOf(anyText, number)),
      unhealthyPodEvictionPolicy: optional(oneOf("AlwaysAllow", "IfHealthyBudget")),
    },
  },
};

/** Fields of cluster-scoped objects; any other priority is below that of the model server. */
const ofCluster: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  "kubernetes:core/v1:Namespace": { metadata: { name, labels: optional(namespaceLabels) } },
  "kubernetes:scheduling.k8s.io/v1:PriorityClass": {
    // Names that start so are those of a keep, whose class for batch work others may use.
    metadata: { ...(clusterMetadata as object), name: such("a name of your own", (value) => !/^modelkeep-/.test(String(value))) },
    value: wholeNumber(-1_000_000, 999_999),
    globalDefault: optional(false),
    preemptionPolicy: optional(oneOf("Never", "PreemptLowerPriority")),
    description: optional(anyText),
  },
};

const whole = (type: string, fields: Readonly<Record<string, Shape>>): [string, Shape] => {
  const [, version = "", kind = ""] = type.split(":");
  return [type, { apiVersion: optional(version.replace(/^core\//, "")), kind: optional(kind), ...fields }];
};

/** The fields that objects outside of the keep may have, by type; RBAC objects are separate. A type that is not here is not accepted. */
export const otherShapes: ReadonlyMap<string, Shape> = new Map([
  ...Object.entries(namespaced).map(([type, fields]) => whole(type, { metadata, ...fields })),
  ...Object.entries(ofCluster).map(([type, fields]) => whole(type, fields)),
]);
