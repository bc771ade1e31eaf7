import type { ExistingTarget } from "../settings/target.ts";
import { daemonSets } from "./daemon-sets.ts";

/** CPU cores and memory in GiB that a node of a cluster that exists has for the model's pod: what is allocatable, without its other pods. */
export function existingNodeShare({ node }: Pick<ExistingTarget, "node">): { vcpus: number; memoryGiB: number } {
  return { vcpus: node.vcpus - daemonSets.cores, memoryGiB: node.memoryGiB - daemonSets.memoryGiB };
}
