import type { ModelNeeds } from "../needs.ts";
import type { ClusterNode } from "../snapshot.ts";

/** Resource by which a keep counts GPUs. */
export const gpu = "nvidia.com/gpu";

/** A GPU's nominal memory is more than what its driver sees, by 7% at most with ECC (L40S: 46068 MiB of 48 GB). */
const tolerance = 0.9;

/** Labels of NVIDIA's GPU feature discovery, and of GKE. Sources: NVIDIA/k8s-device-plugin, README.md; docs.cloud.google.com, GPU sharing. */
const text = ({ labels }: ClusterNode, name: string) => labels[`nvidia.com/${name}`] ?? "";
const isMig = (node: ClusterNode) => /-MIG-/.test(text(node, "gpu.product")) || "cloud.google.com/gke-gpu-partition-size" in node.labels;

/** How the GPUs of a node are shared with other containers; undefined where nothing shows that they are. */
export function sharing(node: ClusterNode): string | undefined {
  const strategy = text(node, "gpu.sharing-strategy");
  if (strategy !== "" && strategy !== "none") return strategy;
  if (Number(text(node, "gpu.replicas")) > 1 || /-SHARED$/.test(text(node, "gpu.product"))) return "time-slicing";
  return node.labels["cloud.google.com/gke-gpu-sharing-strategy"];
}

/** How many of a node's free GPUs count for a model. A container sees one MIG device at most, and a smaller GPU does not hold its part. */
export function gpusFor({ served, requests }: ModelNeeds, node: ClusterNode, free: number): number {
  if (isMig(node) && (requests[gpu] ?? 0) > 1) return 0;
  return isTooSmall(node, served.capacity.gpus?.memoryGiB) ? 0 : free;
}

const isTooSmall = (node: ClusterNode, asked = 0) => {
  const memory = text(node, "gpu.memory");
  return memory !== "" && Number(memory) / 1024 < asked * tolerance;
};

/** Why GPUs of a node do not count for a model, in words; undefined where they do. */
export function unfitGpus({ served, requests }: ModelNeeds, node: ClusterNode): string | undefined {
  const asked = served.capacity.gpus?.memoryGiB;
  if (isTooSmall(node, asked)) return `GPUs of ${node.name} have ${text(node, "gpu.memory")} MiB, and ${asked} GiB are asked for`;
  if (isMig(node) && (requests[gpu] ?? 0) > 1) return `GPUs of ${node.name} are MIG devices, of which a container sees one`;
  return undefined;
}
