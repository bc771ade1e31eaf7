import type { ExistingTarget } from "../settings/target.ts";
import { daemonSets } from "./daemon-sets.ts";

/**
 * CPU cores and memory in GiB, whole numbers, that a node of a cluster that exists has for the model's pod: what is allocatable, without its
 * other pods.
 */
export function existingNodeShare({ node }: Pick<ExistingTarget, "node">): { vcpus: number; memoryGiB: number } {
  return { vcpus: Math.floor(node.vcpus - daemonSets.cores), memoryGiB: Math.floor(node.memoryGiB - daemonSets.memoryGiB) };
}
