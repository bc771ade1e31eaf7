import type { PreviewResource } from "../../../engine/preview.ts";
import { listOf, objectOf, textOf, truthOf } from "../../input/value.ts";
import { type Pod, podsOf } from "../../network-policy/pod.ts";
import type { KubernetesObject } from "./objects.ts";

/** A container that runs as long as its pod. */
export interface Container {
  name: string;
  /** Path in the inputs of the resource. */
  path: string;
  fields: Readonly<Record<string, unknown>>;
  /** Command and arguments in one list. */
  words: readonly string[];
  ports: readonly { number: number; protocol: string; hostPort: number | undefined; path: string }[];
}

/** The identical pods of a workload, or of one part of it. */
export interface WorkloadPods {
  resource: PreviewResource;
  /** As network policies see them. */
  pod: Pod;
  /** For a reader, for example `Deployment model-server`. */
  name: string;
  /** Path of the pod's specification in the inputs of the resource. */
  path: string;
  spec: Readonly<Record<string, unknown>>;
  containers: readonly Container[];
}

type Fields = Readonly<Record<string, unknown>>;

const template =
  (...path: string[]) =>
  (spec: Fields) => [{ path: ["spec", ...path].join("."), template: path.reduce((value, key) => objectOf(value[key]), spec) }];

/** Location of the pod template in each kind, and the labels that its controller adds to each part. */
const templates: Record<
  string,
  (spec: Fields, object: KubernetesObject) => { path: string; template: Fields; part?: string; labels?: Record<string, string> }[]
> = {
  Pod: (spec, { manifest }) => [{ path: "", template: { metadata: manifest.metadata, spec } }],
  ...Object.fromEntries(
    ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"].map((kind) => [kind, template("template")]),
  ),
  CronJob: template("jobTemplate", "spec", "template"),
  LeaderWorkerSet: leaderWorkerSet,
};

/** Two groups with a leader and a worker each: enough to examine traffic within a group, and between groups. */
function leaderWorkerSet(spec: Fields, { name }: KubernetesObject): ReturnType<(typeof templates)[string]> {
  const set = objectOf(spec["leaderWorkerTemplate"]);
  const leader = set["leaderTemplate"] === undefined ? "workerTemplate" : "leaderTemplate";
  return [0, 1].flatMap((group) =>
    (
      [
        [0, leader],
        [1, "workerTemplate"],
      ] as const
    ).map(([index, part]) => ({
      path: `spec.leaderWorkerTemplate.${part}`,
      template: objectOf(set[part]),
      part: `group ${group}, ${index === 0 ? "leader" : "worker"}`,
      labels: {
        "leaderworkerset.sigs.k8s.io/name": name,
        "leaderworkerset.sigs.k8s.io/group-index": String(group),
        "leaderworkerset.sigs.k8s.io/worker-index": String(index),
      },
    })),
  );
}

/** The pods that an object creates, if any. */
export function workloadPods(object: KubernetesObject): WorkloadPods[] {
  const { kind, namespace, name, resource, spec } = object;
  const found = Object.hasOwn(templates, kind) ? templates[kind]!(spec, object) : [];
  return found.flatMap(({ path, template, part, labels }) => {
    const podSpec = objectOf(template["spec"]);
    const own = objectOf(objectOf(template["metadata"])["labels"]) as Record<string, string>;
    const called = `${kind} ${name}${part === undefined ? "" : `, ${part}`}`;
    const at = path === "" ? "spec" : `${path}.spec`;
    const [pod] = podsOf({ kind: "Pod", metadata: { name: called, namespace, labels: { ...own, ...labels } }, spec: podSpec });
    return pod
      ? [{ resource, pod: { ...pod, name: called }, name: called, path: at, spec: podSpec, containers: containersOf(podSpec, at) }]
      : [];
  });
}

/** Containers, and init containers that keep running. */
function containersOf(spec: Fields, path: string): Container[] {
  return (["initContainers", "containers"] as const).flatMap((list) =>
    listOf(spec[list]).flatMap((value, i) => {
      const fields = objectOf(value);
      if (list === "initContainers" && fields["restartPolicy"] !== "Always") return [];
      const at = `${path}.${list}[${i}]`;
      return [
        {
          name: textOf(fields["name"]) ?? `${i}`,
          path: at,
          fields,
          words: [...listOf(fields["command"]), ...listOf(fields["args"])].map((word) => textOf(word) ?? ""),
          ports: listOf(fields["ports"]).map((port, j) => {
            const { containerPort, hostPort, protocol } = objectOf(port);
            return {
              number: Number(containerPort),
              protocol: textOf(protocol) ?? "TCP",
              hostPort: hostPort === undefined ? undefined : Number(hostPort),
              path: `${at}.ports[${j}]`,
            };
          }),
        },
      ];
    }),
  );
}

/** Whether the pod uses the host network. */
export const inNodeNetwork = ({ spec }: WorkloadPods): boolean => truthOf(spec["hostNetwork"]) === true;
