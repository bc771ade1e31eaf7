import type { AdmissionRule, MatchedResources } from "./rule.ts";

/** Objects that hold a pod's specification and are made into pods by Kubernetes itself. */
const workloads = (operations: MatchedResources["operations"]): MatchedResources[] => [
  { apiGroups: [""], apiVersions: ["v1"], operations, resources: ["replicationcontrollers"] },
  { apiGroups: ["apps"], apiVersions: ["v1"], operations, resources: ["deployments", "replicasets", "statefulsets", "daemonsets"] },
  { apiGroups: ["batch"], apiVersions: ["v1"], operations, resources: ["jobs", "cronjobs"] },
];

/** `dyn`, because one expression reads several kinds, of which each knows another path. */
const specOf = (object: string): string =>
  `(request.kind.kind == "Pod" ? dyn(${object}).spec` +
  ` : request.kind.kind == "CronJob" ? dyn(${object}).spec.jobTemplate.spec.template.spec` +
  ` : dyn(${object}).spec.template.spec)`;

/**
 * Pods, and the workloads that make them, so that a bad Deployment is refused at once and not as a ReplicaSet without pods.
 * Pods of other makers (LeaderWorkerSet) are refused as StatefulSets and pods.
 *
 * An update that does not change the pod's specification passes: otherwise, after a rule has become stricter, controllers
 * could neither scale an old ReplicaSet down nor take a finalizer off an old pod.
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

/** As {@link podSpecs}, but pods only at their creation: for fields that the scheduler writes later or that never change. */
export const newPodSpecs: Pick<AdmissionRule, "matches" | "matchConditions"> = {
  ...podSpecs,
  matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }, ...workloads(["CREATE", "UPDATE"])],
};

/** `variables.pod`: the pod's specification, wherever the object keeps it. */
export const podVariable = { name: "pod", expression: specOf("object") };

const list = (field: string): string => `(has(variables.pod.${field}) ? variables.pod.${field} : [])`;

/** `variables.containers`: every container of the pod: regular, init and ephemeral. */
export const containersVariable = {
  name: "containers",
  expression: `${list("containers")} + ${list("initContainers")} + ${list("ephemeralContainers")}`,
};

/** `variables.volumes`: the pod's volumes. */
export const volumesVariable = { name: "volumes", expression: list("volumes") };
