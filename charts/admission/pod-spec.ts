import type { AdmissionRule, MatchedResources } from "./rule.ts";

/** Objects with a pod template, which Kubernetes itself turns into pods. */
const workloads = (operations: MatchedResources["operations"]): MatchedResources[] => [
  { apiGroups: [""], apiVersions: ["v1"], operations, resources: ["replicationcontrollers"] },
  { apiGroups: ["apps"], apiVersions: ["v1"], operations, resources: ["deployments", "replicasets", "statefulsets", "daemonsets"] },
  { apiGroups: ["batch"], apiVersions: ["v1"], operations, resources: ["jobs", "cronjobs"] },
];

/** `dyn`, because one expression reads several kinds, each with its own path. */
const specOf = (object: string): string =>
  `(request.kind.kind == "Pod" ? dyn(${object}).spec` +
  ` : request.kind.kind == "CronJob" ? dyn(${object}).spec.jobTemplate.spec.template.spec` +
  ` : dyn(${object}).spec.template.spec)`;

/**
 * Pods, and the workloads that create them, so that a bad Deployment is denied at once rather than leaving a ReplicaSet without pods. Pods
 * of other controllers (LeaderWorkerSet) are denied as StatefulSets and pods.
 *
 * An update that does not change the pod spec is admitted: otherwise, after a rule has become stricter, controllers could neither scale
 * down an old ReplicaSet nor remove a finalizer from an old pod.
 */
export const podSpecs: Pick<AdmissionRule, "matches" | "matchConditions"> = {
  matches: [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["pods"] },
    ...workloads(["CREATE", "UPDATE"]),
  ],
  matchConditions: [
    { name: "pod-spec-changes", expression: `request.operation == "CREATE" || ${specOf("object")} != ${specOf("oldObject")}` },
  ],
};

/** Like {@link podSpecs}, but pods only on creation: for fields that the scheduler writes later or that are immutable. */
export const newPodSpecs: Pick<AdmissionRule, "matches" | "matchConditions"> = {
  ...podSpecs,
  matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }, ...workloads(["CREATE", "UPDATE"])],
};

/** `variables.pod`: the pod spec, at the path where the object's kind has it. */
export const podVariable = { name: "pod", expression: specOf("object") };

const list = (field: string): string => `(has(variables.pod.${field}) ? variables.pod.${field} : [])`;

/** `variables.containers`: every container of the pod: regular, init and ephemeral. */
export const containersVariable = {
  name: "containers",
  expression: `${list("containers")} + ${list("initContainers")} + ${list("ephemeralContainers")}`,
};

/** `variables.volumes`: the pod's volumes. */
export const volumesVariable = { name: "volumes", expression: list("volumes") };
