import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { edited, path } from "../edit.ts";

const serving = "modelkeep-several-serving";
/** An object by its kind and name; `lockfile` is the first lockfile. */
const at = (stack: readonly SubjectSource[], name: string, kind: string) => {
  const found = stack.find(
    (one) => one.type.endsWith(`:${kind}`) && (name === "lockfile" ? one.name.includes("/weights-lockfile-") : one.name === name),
  );
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
};

/** A change of a stack: `KIND NAME PATH = JSON`, `KIND NAME PATH -`, `remove KIND NAME`, or a copy `KIND NAME as NAME`. */
function changed(stack: readonly SubjectSource[], edit: string): SubjectSource[] {
  const [, gone, goneName] = /^remove (\S+) (\S+)$/.exec(edit) ?? [];
  if (gone !== undefined) return stack.filter((one) => one !== at(stack, goneName!, gone));
  const [, kind = "", name = "", copy] = /^(\S+) (\S+) as (\S+)$/.exec(edit) ?? [];
  if (copy !== undefined) {
    const own = at(stack, name, kind);
    const inputs = edited(own.inputs, ["metadata", "name"], copy.split("/").at(-1)) as Record<string, unknown>;
    return [...stack, { ...own, name: copy, urn: `${own.urn}-${copy}`, inputs }];
  }
  const [, one = "", of = "", keys = "", json] = /^(\S+) (\S+) (.+?) (?:= (.+)|-)$/.exec(edit) ?? [];
  const own = at(stack, of, one);
  const to = json === undefined ? undefined : JSON.parse(json);
  const inputs = edited(own.inputs, path(keys), to) as Record<string, unknown>;
  return stack.map((each) => (each === own ? { ...own, inputs } : each));
}

/** A stack after some edits. */
export const after = (stack: readonly SubjectSource[], ...edits: string[]) => edits.reduce(changed, [...stack]);
const pod = "spec template spec";
const labels = "spec podSelector matchLabels";
const nameLabel = "app.kubernetes.io/name";

/** What somebody might do, and the rule that says so. */
type Mutation = readonly [what: string, rule: string, ...edits: string[]];

/** To the example with the models `chat` and `code`. */
export const ofModels: readonly Mutation[] = [
  [
    "a grant on the other model's pods",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-support-bot.chat ${labels} ${nameLabel} = "code"`,
  ],
  [
    "a grant on the pods of all models",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-support-bot.chat ${labels} ${nameLabel} -`,
  ],
  [
    "a grant on one version alone",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-search.chat ${labels} modelkeep/version = "current"`,
  ],
  ["a grant of the other model", "front-door-known-shape", `NetworkPolicy ${serving}/grant-editor.code as ${serving}/grant-editor.chat`],
  ["a grant of a model that there is not", "keep-complete", `NetworkPolicy ${serving}/grant-editor.code as ${serving}/grant-editor.other`],
  ["a grant of no model", "keep-complete", `NetworkPolicy ${serving}/grant-editor.code as ${serving}/grant-editor`],
  ["a client that is granted one of its models less", "front-door-known-shape", `remove NetworkPolicy ${serving}/grant-search.code`],
  [
    "a client from two places",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-search.code spec ingress 0 from 0 namespaceSelector matchLabels kubernetes.io/metadata.name = "elsewhere"`,
  ],
  ["the Service of one model in front of both", "service-known-shape", `Service ${serving}/chat spec selector ${nameLabel} -`],
  ["the Service of one model in front of the other", "service-known-shape", `Service ${serving}/chat spec selector ${nameLabel} = "code"`],
  ["the Service without a version where there is one", "service-known-shape", `Service ${serving}/chat spec selector modelkeep/version -`],
  ["the Service of a version that there is not", "service-known-shape", `Service ${serving}/chat spec selector modelkeep/version = "next"`],
  [
    "the headless Service of the other model",
    "service-known-shape",
    `Service ${serving}/code-replicas spec selector ${nameLabel} = "chat"`,
  ],
  ["a third Service", "keep-complete", `Service ${serving}/chat as ${serving}/third`],
  ["a third Deployment", "keep-complete", `Deployment ${serving}/chat as ${serving}/third`],
  ["a next version of which there is only the Deployment", "keep-complete", `Deployment ${serving}/chat as ${serving}/chat-next`],
  [
    "a third Deployment with its budget and its front door",
    "keep-complete",
    `Deployment ${serving}/chat as ${serving}/third`,
    `PodDisruptionBudget ${serving}/chat as ${serving}/third`,
    `ConfigMap ${serving}/chat-front-door as ${serving}/third-front-door`,
  ],
  ["a ConfigMap of somebody else", "keep-complete", `ConfigMap ${serving}/chat-front-door as ${serving}/theirs`],
  ["a lockfile that nothing mounts", "keep-complete", `ConfigMap lockfile as ${serving}/weights-lockfile-0123456789`],
  ["a model without its Deployment", "keep-complete", `remove Deployment ${serving}/code`],
  ["a model without its Service", "keep-complete", `remove Service ${serving}/code`],
  ["a model without its disruption budget", "keep-complete", `remove PodDisruptionBudget ${serving}/code`],
  ["a model without its front door", "keep-complete", `remove ConfigMap ${serving}/code-front-door`],
  ["a probe without its plan", "keep-complete", "remove ConfigMap modelkeep-several-probes/probe-code"],
  ["a model without its probe", "keep-complete", "remove Job modelkeep-several-probes/probe-code"],
  ["a model without its probe on schedule", "keep-complete", "remove CronJob modelkeep-several-probes/probe-chat"],
  ["a probe on the other model's nodes", "pod-known-shape", "Job modelkeep-several-probes/probe-code spec template spec nodeSelector -"],
  [
    "a probe with the other model's plan",
    "pod-known-shape",
    'Job modelkeep-several-probes/probe-code spec template spec volumes 0 configMap name = "probe-chat"',
  ],
  [
    "a Deployment that selects the other's pods",
    "pod-known-shape",
    `Deployment ${serving}/chat spec selector matchLabels ${nameLabel} = "code"`,
  ],
  [
    "pods with the labels of the other model",
    "pod-known-shape",
    `Deployment ${serving}/code spec template metadata labels ${nameLabel} = "chat"`,
  ],
  [
    "pods with the label of another version",
    "pod-known-shape",
    `Deployment ${serving}/code spec template metadata labels modelkeep/version = "next"`,
  ],
  [
    "the front door of the other model",
    "pod-known-shape",
    `Deployment ${serving}/code ${pod} volumes 10 configMap name = "chat-front-door"`,
  ],
  [
    "a disruption budget for all models",
    "namespace-known-shape",
    `PodDisruptionBudget ${serving}/code spec selector matchLabels ${nameLabel} -`,
  ],
  ["a quota of more pods", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard pods = "6"`],
  ["a quota of more cores", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard requests.cpu = "500"`],
  ["a quota of more memory", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard requests.memory = "2000Gi"`],
  ["a quota of more GPUs", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard requests.nvidia.com/gpu = "64"`],
  ["a quota with a node port", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard services.nodeports = "1"`],
  ["a quota of more claims", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard persistentvolumeclaims = "4"`],
  ["a limit above the largest node", "namespace-known-shape", `LimitRange ${serving}/limits spec limits 0 max cpu = "64"`],
  ["a limit of the smaller node", "namespace-known-shape", `LimitRange ${serving}/limits spec limits 0 max memory = "60Gi"`],
  [
    "a server with more of its node than the loader has",
    "pod-known-shape",
    `Deployment ${serving}/code ${pod} containers 0 resources limits cpu = "20500m"`,
  ],
  [
    "another image in one of the servers",
    "pod-known-shape",
    `Deployment ${serving}/code ${pod} containers 0 image = "registry.example.com/modelkeep/vllm@sha256:${"c".repeat(64)}"`,
  ],
  [
    "another image in one of the front doors",
    "pod-known-shape",
    `Deployment ${serving}/code ${pod} initContainers 1 image = "registry.example.com/modelkeep/envoy@sha256:${"c".repeat(64)}"`,
  ],
  [
    "another authority of clients in one of the front doors",
    "pod-known-shape",
    `Deployment ${serving}/code ${pod} volumes 12 secret secretName = "their-ca"`,
  ],
  ["a checkpoint that is in no catalog", "pod-known-shape", `Deployment ${serving}/code ${pod} initContainers 0 args 1 = "evil/model"`],
  [
    "a probe that leaves its model out",
    "config-map-known-content",
    "ConfigMap modelkeep-several-probes/probe-code data plan.json ways 11 -",
  ],
  [
    "a certificate for one model alone",
    "certificate-known-shape",
    `Certificate ${serving}/front-door spec dnsNames = ["chat.${serving}","chat.${serving}.svc","chat.${serving}.svc.cluster.local","several.modelkeep.internal"]`,
  ],
  [
    "a certificate in another order",
    "certificate-known-shape",
    `Certificate ${serving}/front-door spec commonName = "code.${serving}.svc"`,
  ],
  [
    "a namespace that says another name",
    "namespace-known-shape",
    `Namespace ${serving} metadata labels app.kubernetes.io/instance = "other"`,
  ],
  ["a serving namespace of another name", "keep-complete", `Namespace ${serving} metadata name = "modelkeep-other-serving"`],
  ["a second keep's namespace", "keep-complete", `Namespace ${serving} as modelkeep-other-serving`],
  [
    "an object in a second keep's namespace",
    "keep-complete",
    `ConfigMap ${serving}/chat-front-door as modelkeep-other-serving/chat-front-door`,
    'ConfigMap modelkeep-other-serving/chat-front-door metadata namespace = "modelkeep-other-serving"',
  ],
  [
    "operators of another keep",
    "role-known-rights",
    'ClusterRoleBinding modelkeep-several-observer subjects 0 name = "modelkeep-other-operators"',
  ],
  ["the priority of another keep", "pod-known-shape", `Deployment ${serving}/code ${pod} priorityClassName = "modelkeep-other-serving"`],
];

/** To a model `chat` with a next version, to both of which its Service leads. */
export const ofVersions: readonly Mutation[] = [
  ["a Service of the next version", "keep-complete", `Service ${serving}/chat as ${serving}/chat-next`],
  [
    "a Service that leads elsewhere than the headless one",
    "service-known-shape",
    `Service ${serving}/chat spec selector modelkeep/version = "next"`,
  ],
  ["a Service of a version of another name", "service-known-shape", `Service ${serving}/chat spec selector modelkeep/version = "newest"`],
  ["a headless Service of one version", "service-known-shape", `Service ${serving}/chat-replicas spec selector modelkeep/version = "next"`],
  [
    "a grant on the next version alone",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-search.chat ${labels} modelkeep/version = "next"`,
  ],
  ["a grant of the next version", "keep-complete", `NetworkPolicy ${serving}/grant-search.chat as ${serving}/grant-search.chat-next`],
  ["the next version without its front door", "keep-complete", `remove ConfigMap ${serving}/chat-next-front-door`],
  ["the next version without its disruption budget", "keep-complete", `remove PodDisruptionBudget ${serving}/chat-next`],
  ["the next version without its Deployment", "keep-complete", `remove Deployment ${serving}/chat-next`],
  ["the current version without its Deployment", "keep-complete", `remove Deployment ${serving}/chat`],
  [
    "the front door of the current version",
    "pod-known-shape",
    `Deployment ${serving}/chat-next ${pod} volumes 10 configMap name = "chat-front-door"`,
  ],
  [
    "a next version under another name",
    "pod-known-shape",
    `Deployment ${serving}/chat-next ${pod} containers 0 args 1 = "--served-model-name=other"`,
  ],
  ["a next version on other nodes", "pod-known-shape", `Deployment ${serving}/chat-next ${pod} nodeSelector = {"node-pool":"other"}`],
  [
    "a next version that tolerates more",
    "pod-known-shape",
    `Deployment ${serving}/chat-next ${pod} tolerations 1 = {"key":"other","operator":"Exists"}`,
  ],
  ["a next version of another runtime class", "pod-known-shape", `Deployment ${serving}/chat-next ${pod} runtimeClassName -`],
  [
    "a next version with more of its node",
    "pod-known-shape",
    `Deployment ${serving}/chat-next ${pod} containers 0 resources limits memory = "300544Mi"`,
  ],
  [
    "a next version that selects the pods of both",
    "pod-known-shape",
    `Deployment ${serving}/chat-next spec selector matchLabels modelkeep/version -`,
  ],
  [
    "a disruption budget over both versions",
    "namespace-known-shape",
    `PodDisruptionBudget ${serving}/chat-next spec selector matchLabels modelkeep/version -`,
  ],
  [
    "a next version that admits another client",
    "front-door-known-shape",
    `ConfigMap ${serving}/chat-next-front-door data clients-cluster.json resources 0 validation_context match_typed_subject_alt_names 0 matcher exact = "spiffe://modelkeep/several/client/editor"`,
  ],
];

/** To two models on AWS with clients over PrivateLink, on node ports of their own. */
export const ofNodePorts: readonly Mutation[] = [
  [
    "node ports swapped",
    "admission-known-set",
    `Service ${serving}/chat spec ports 0 nodePort = 31443`,
    `Service ${serving}/code spec ports 0 nodePort = 30443`,
  ],
  ["the node port of the other model", "service-known-shape", `Service ${serving}/chat spec ports 0 nodePort = 31443`],
  ["a node port below all listeners", "service-known-shape", `Service ${serving}/chat spec ports 0 nodePort = 30000`],
  [
    "no node port where clients come over PrivateLink",
    "admission-known-set",
    `Service ${serving}/code spec type = "ClusterIP"`,
    `Service ${serving}/code spec externalTrafficPolicy -`,
    `Service ${serving}/code spec ports 0 nodePort -`,
  ],
  ["a third node port", "keep-complete", `Service ${serving}/chat as ${serving}/third`],
  ["a quota of one node port less", "namespace-known-shape", `ResourceQuota ${serving}/quota spec hard services.nodeports = "1"`],
  [
    "a client over PrivateLink from anywhere",
    "network-policy-known-shape",
    `NetworkPolicy ${serving}/grant-support-bot.code spec ingress 0 from 0 ipBlock cidr = "10.0.0.0/8"`,
  ],
  [
    "ranges of one model less in the admission set",
    "admission-known-set",
    `ValidatingAdmissionPolicy modelkeep-several-network-ranges spec validations 0 expression = "[]"`,
  ],
];
