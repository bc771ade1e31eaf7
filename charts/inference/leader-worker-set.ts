import type { KeepSpec } from "../keep-spec.ts";
import type { LeaderWorkerSet } from "../kubernetes/leader-worker-set.ts";
import { keepLabels, serverName, servingNamespace } from "../names.ts";
import type { PodParts } from "./pod-parts.ts";
import { serverPod } from "./server-pod.ts";

/** Labels that the controller of LeaderWorkerSet puts on the pods. Source: leaderworkerset.x-k8s.io, `api/leaderworkerset/v1`. */
export const groupLabels = {
  set: "leaderworkerset.sigs.k8s.io/name",
  group: "leaderworkerset.sigs.k8s.io/group-index",
  worker: "leaderworkerset.sigs.k8s.io/worker-index",
} as const satisfies Record<"set" | "group" | "worker", string>;

/**
 * The LeaderWorkerSet of a model whose replica needs several nodes: groups of equal pods that start and end together, of which the first
 * has the API and the front door. A node that is lost ends its whole group, as the ranks of a replica cannot be replaced one by one.
 */
export function modelServerGroups(spec: KeepSpec, parts: PodParts): LeaderWorkerSet {
  return {
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    metadata: { name: serverName(spec.server), namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "model-server") },
    spec: {
      replicas: spec.replicas.min,
      // All pods of a group at once: the ranks wait for each other, and none is ready before all are there.
      startupPolicy: "LeaderCreated",
      // A headless Service for each group, named after its first pod. The other policy names one after the set, where the front door's
      // Service exists already: the controller would take that for its own, and no pod would find its leader.
      networkConfig: { subdomainPolicy: "UniquePerReplica" },
      rolloutStrategy: { type: "RollingUpdate", rollingUpdateConfiguration: { maxSurge: 0, maxUnavailable: 1 } },
      leaderWorkerTemplate: {
        size: spec.hardware.nodes,
        restartPolicy: "RecreateGroupOnPodRestart",
        leaderTemplate: serverPod(spec, parts, "leader"),
        workerTemplate: serverPod(spec, parts, "worker"),
      },
    },
  };
}
