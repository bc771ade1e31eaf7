import type { KubernetesObject } from "../charts/kubernetes-object.ts";
import { probesNamespace, serverName, servingNamespace } from "../charts/names.ts";
import { chartTexts } from "../infra/kubernetes/chart-texts.ts";
import { keptObjects } from "../infra/kubernetes/kept-objects.ts";
import type { ClusterKeep, ClusterModel } from "../infra/settings/checked-keep.ts";
import { clusterDnsOf, podUsersOf } from "../infra/settings/platform.ts";
import { quantityOf } from "./quantity.ts";

type Requests = Readonly<Record<string, number>>;

/** What the pods of one version of a model ask of a node. */
export interface ModelNeeds {
  served: ClusterModel;
  /** Name of its workload. */
  name: string;
  /** What one pod requests, by resource: cores, bytes, pieces. */
  requests: Requests;
  /** Pods that run at the same time. */
  pods: number;
  /** Claim on the weights that its pods mount; the size, in bytes, where the keep makes it. */
  claim: { name: string; bytes: number | undefined };
}

/** What a keep asks of its cluster. */
export interface Needs {
  keep: ClusterKeep;
  namespaces: { serving: string; probes: string };
  dns: ReturnType<typeof clusterDnsOf>;
  users: ReturnType<typeof podUsersOf>;
  models: readonly ModelNeeds[];
  /** What the keep itself makes, with the labels of its namespaces, which are also known by their name. */
  own: readonly { kind: string; name: string; labels: Readonly<Record<string, string>> }[];
}

interface Container {
  restartPolicy?: string;
  resources?: { requests?: Readonly<Record<string, string>> };
}

interface PodSpec {
  containers: readonly Container[];
  volumes?: readonly { persistentVolumeClaim?: { claimName: string } }[];
  initContainers?: readonly Container[];
}

interface ClaimSpec {
  resources: { requests: { storage: string } };
}

/**
 * What a pod requests as the scheduler counts it: its containers and sidecars together, or the largest container that runs before them.
 * Source: "Sidecar Containers", section on resource sharing, kubernetes.io.
 */
export function requestsOf({ containers, initContainers = [] }: PodSpec): Requests {
  const of = ({ resources }: Container): Requests =>
    Object.fromEntries(Object.entries(resources?.requests ?? {}).map(([name, text]) => [name, quantityOf(text) ?? 0]));
  const sum = (all: readonly Requests[]): Requests =>
    all.reduce<Record<string, number>>((total, one) => {
      for (const [name, value] of Object.entries(one)) total[name] = (total[name] ?? 0) + value;
      return total;
    }, {});
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  const first = initContainers.filter(({ restartPolicy }) => restartPolicy !== "Always").map(of);
  const running = sum([...containers, ...sidecars].map(of));
  const names = new Set([running, ...first].flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, Math.max(running[name] ?? 0, ...first.map((one) => one[name] ?? 0))]));
}

/** The pod of a workload, the first of several nodes where a replica has them. */
function podOf(workload: KubernetesObject): PodSpec {
  const spec = workload["spec"] as { template?: { spec: PodSpec }; leaderWorkerTemplate?: { leaderTemplate: { spec: PodSpec } } };
  return (spec.template ?? spec.leaderWorkerTemplate!.leaderTemplate).spec;
}

/** What a keep needs, from its settings: the pods are those that the charts render. */
export function needsOf(keep: ClusterKeep): Needs {
  const objects = keptObjects(keep, () => undefined, chartTexts());
  const models = keep.served.map((served): ModelNeeds => {
    const name = serverName(served.id);
    const workload = objects.find(({ kind, metadata }) => ["Deployment", "LeaderWorkerSet"].includes(kind) && metadata.name === name)!;
    const { replicas, nodesPerReplica } = served.capacity;
    const pod = podOf(workload);
    const claim = pod.volumes?.find(({ persistentVolumeClaim }) => persistentVolumeClaim)?.persistentVolumeClaim?.claimName ?? "";
    const made = objects.find(({ kind, metadata }) => kind === "PersistentVolumeClaim" && metadata.name === claim);
    const storage = (made?.["spec"] as ClaimSpec | undefined)?.resources.requests.storage;
    return {
      served,
      name,
      requests: { ...requestsOf(pod), pods: 1 },
      pods: replicas.min * nodesPerReplica,
      claim: { name: claim, bytes: storage === undefined ? undefined : quantityOf(storage) },
    };
  });
  const { target, name } = keep;
  return {
    keep,
    namespaces: { serving: servingNamespace(name), probes: probesNamespace(name) },
    dns: clusterDnsOf(target),
    users: podUsersOf(target),
    models,
    own: objects.map(({ kind, metadata }) => ({
      kind,
      name: metadata.name,
      labels: { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name },
    })),
  };
}
