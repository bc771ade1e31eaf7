import { isCurrent, type KeepSpec, type KeepSpecs, type WeightsSource } from "../keep-spec.ts";
import type { LimitRange, ResourceQuota } from "../kubernetes/kinds.ts";
import type { QuotaName, ResourceRequirements, Resources } from "../kubernetes/parts.ts";
import { keepLabels, probesNamespace, servingNamespace } from "../names.ts";
import { weightsClaimName } from "../weights/claim.ts";

/** Resources of one probe pod; it opens a few sockets. */
export const probeResources = {
  requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "16Mi" },
  limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "64Mi" },
} as const satisfies ResourceRequirements;

/** Replicas beyond the largest number that is asked for: the one that a rollout starts before it ends another. */
const surge = 1;

/** Volume claims at most: none with a vault, one that is managed elsewhere, and of the keep's own the one in use and its replacement. */
const claims = (weights: WeightsSource): number => (weights.kind === "vault" ? 0 : weights.from.kind === "claim" ? 1 : 2);

/**
 * The quota of each namespace, so that users who can create pods there cannot exhaust the cluster: `replicas.max` replicas of each
 * model server and one more for a rollout, with the GPUs, cores and memory of the nodes they run on. No load balancer; a node port for each model whose clients
 * come over PrivateLink; volume claims only where the weights lie on one.
 */
export function resourceQuotas(specs: KeepSpecs): ResourceQuota[] {
  const [{ name: keep }] = specs;
  const podsOf = ({ replicas, hardware }: KeepSpec) => (replicas.max + surge) * hardware.nodes;
  const sum = (of: (spec: KeepSpec) => number, over: readonly KeepSpec[] = specs) => over.reduce((total, spec) => total + of(spec), 0);
  const models = specs.filter(isCurrent);
  const byClaim = [
    ...new Map(specs.map((spec) => [spec.weights.kind === "vault" ? "" : weightsClaimName(spec, spec.weights.from), spec])).values(),
  ];
  const quota = (namespace: string, hard: Readonly<Record<QuotaName, string>>): ResourceQuota => ({
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "quota", namespace, labels: keepLabels(keep, "isolation") },
    spec: { hard },
  });
  return [
    quota(servingNamespace(keep), {
      pods: String(sum(podsOf)),
      "requests.cpu": String(sum((spec) => podsOf(spec) * spec.hardware.vcpus)),
      "requests.memory": `${sum((spec) => podsOf(spec) * spec.hardware.memoryGiB)}Gi`,
      "requests.nvidia.com/gpu": String(sum((spec) => podsOf(spec) * spec.hardware.gpus)),
      "services.loadbalancers": "0",
      "services.nodeports": String(models.filter(({ network }) => network.nodePort !== undefined).length),
      persistentvolumeclaims: String(sum(({ weights }) => claims(weights), byClaim)),
    }),
    // For each model the probe that runs after a deployment, the one of the schedule, and one that is still ending.
    quota(probesNamespace(keep), {
      pods: String(3 * models.length),
      "requests.cpu": String(models.length),
      "requests.memory": `${models.length}Gi`,
      "requests.nvidia.com/gpu": "0",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
      persistentvolumeclaims: "0",
    }),
  ];
}

/**
 * Bounds of a single container: in `serving` at most what the largest node has, in `probes` what a probe needs. A container that asks for nothing is
 * counted with little, rather than refused for the quota with a message that does not say why. `serving` has no default limit below
 * that maximum: it would also meet a container that leaves its CPU limit out on purpose, and throttle the model to it.
 */
export function limitRanges(specs: KeepSpecs): LimitRange[] {
  const [{ name: keep }] = specs;
  const most = (of: (hardware: KeepSpec["hardware"]) => number) => Math.max(...specs.map(({ hardware }) => of(hardware)));
  const little: Resources = { cpu: "50m", memory: "64Mi" };
  const limitRange = (namespace: string, max: Resources): LimitRange => ({
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "limits", namespace, labels: keepLabels(keep, "isolation") },
    spec: { limits: [{ type: "Container", default: max, defaultRequest: little, max }] },
  });
  return [
    limitRange(servingNamespace(keep), { cpu: String(most(({ vcpus }) => vcpus)), memory: `${most(({ memoryGiB }) => memoryGiB)}Gi` }),
    limitRange(probesNamespace(keep), { cpu: probeResources.limits.cpu, memory: probeResources.limits.memory }),
  ];
}
