import type { KeepSpec } from "../keep-spec.ts";
import type { Deployment } from "../kubernetes/kinds.ts";
import { keepLabels, modelServerSelector, serverName, servingNamespace } from "../names.ts";
import type { PodParts } from "./pod-parts.ts";
import { replicaSeconds } from "./rollout-time.ts";
import { serverPod } from "./server-pod.ts";

/**
 * The Deployment of a model whose replica fits one node. Replaces one replica after the other and starts no surplus one: there is no
 * spare GPU to start it on. So a keep with one replica does not serve while it is replaced.
 */
export function modelServerDeployment(spec: KeepSpec, parts: PodParts): Deployment {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: serverName(spec.server), namespace: servingNamespace(spec.name), labels: keepLabels(spec.name, "model-server") },
    spec: {
      replicas: spec.replicas.min,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: replicaSeconds(spec),
      selector: { matchLabels: modelServerSelector(spec.name, spec.server) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: serverPod(spec, parts, "single"),
    },
  };
}
