import type { KeepSpec, WeightsSource } from "../keep-spec.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { keepLabels, probesNamespace, servingNamespace } from "../names.ts";

/** Resources of one probe pod; it opens a few sockets. */
export const probeResources = {
  requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "16Mi" },
  limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "64Mi" },
} as const;

/** Replicas beyond the largest number that is asked for: the one that a rollout starts before it ends another. */
const surge = 1;

/** Volume claims at most: none with a vault, one that is managed elsewhere, and of the keep's own the one in use and its replacement. */
const claims = (weights: WeightsSource): number => (weights.kind === "vault" ? 0 : "claim" in weights.from ? 1 : 2);

/**
 * The quota of each namespace, so that users who can create pods there cannot exhaust the cluster: `replicas.max` replicas and one
 * more for a rollout, with the GPUs, cores and memory of the nodes they run on. No load balancer; one node port where clients come over
 * PrivateLink, else none; volume claims only where the weights lie on one.
 */
export function resourceQuotas(spec: KeepSpec): KubernetesObject[] {
  const { hardware, replicas, weights, network } = spec;
  const pods = (replicas.max + surge) * hardware.nodes;
  const quota = (namespace: string, hard: Record<string, string>): KubernetesObject => ({
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "quota", namespace, labels: keepLabels(spec.name, "isolation") },
    spec: { hard },
  });
  return [
    quota(servingNamespace, {
      pods: String(pods),
      "requests.cpu": String(pods * hardware.vcpus),
      "requests.memory": `${pods * hardware.memoryGiB}Gi`,
      "requests.nvidia.com/gpu": String(pods * hardware.gpus),
      "services.loadbalancers": "0",
      "services.nodeports": network.nodePort === undefined ? "0" : "1",
      persistentvolumeclaims: String(claims(weights)),
    }),
    // The probe that runs after a deployment, the one of the schedule, and one that is still ending.
    quota(probesNamespace, {
      pods: "3",
      "requests.cpu": "1",
      "requests.memory": "1Gi",
      "requests.nvidia.com/gpu": "0",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
      persistentvolumeclaims: "0",
    }),
  ];
}

/**
 * Bounds of a single container: in `serving` at most what a node has, in `probes` what a probe needs. A container that asks for nothing is
 * counted with little, rather than refused for the quota with a message that does not say why. `serving` has no default limit below
 * that maximum: it would also meet a container that leaves its CPU limit out on purpose, and throttle the model to it.
 */
export function limitRanges(spec: KeepSpec): KubernetesObject[] {
  const { vcpus, memoryGiB } = spec.hardware;
  const limitRange = (namespace: string, max: Record<string, string>): KubernetesObject => ({
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "limits", namespace, labels: keepLabels(spec.name, "isolation") },
    spec: { limits: [{ type: "Container", default: max, defaultRequest: { cpu: "50m", memory: "64Mi" }, max }] },
  });
  return [
    limitRange(servingNamespace, { cpu: String(vcpus), memory: `${memoryGiB}Gi` }),
    limitRange(probesNamespace, { cpu: probeResources.limits.cpu, memory: probeResources.limits.memory }),
  ];
}
