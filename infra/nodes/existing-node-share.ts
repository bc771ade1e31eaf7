import type { ExistingTarget } from "../settings/target.ts";
import { daemonSets } from "./daemon-sets.ts";

/**
 * CPU cores and memory in GiB, whole numbers, of a node of an existing cluster that are available to the model's pod: allocatable, minus
 * its other pods.
 */
export function existingNodeShare({ node }: Pick<ExistingTarget, "node">): { vcpus: number; memoryGiB: number } {
  return { vcpus: Math.floor(node.vcpus - daemonSets.cores), memoryGiB: Math.floor(node.memoryGiB - daemonSets.memoryGiB) };
}
