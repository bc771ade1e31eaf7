import type { Instance } from "../../catalog/instances.ts";
import { daemonSets } from "./daemon-sets.ts";

/**
 * Resources reserved by a node's system and its DaemonSets, so that the model's pod requests no more than is available; rounded up.
 *
 * - `kubeReserved`: 6% of the first core, 1% of the second, 0.5% of the third and fourth, 0.25% of the others; 11 MiB per possible pod of
 *   the node, and 255 MiB. Source: `kube_reserved_cpu` and `kube_reserved_memory` in Bottlerocket's Kubernetes templates.
 * - `mostPods`: managed node groups set 110 below 30 vCPUs and 250 otherwise. Source: "Choose an optimal Amazon EC2 node instance type",
 *   EKS user guide.
 * - `virtualMachine`: share of the nominal memory that hypervisor and kernel use. Source: Karpenter, `VM_MEMORY_OVERHEAD_PERCENT`, default
 *   0.075.
 * - `evictionMiB`: the kubelet's default for `memory.available`.
 */
const kubeReserved = { firstCores: [0.06, 0.01, 0.005, 0.005], furtherCore: 0.0025, mebibytesPerPod: 11, mebibytes: 255 } as const;
const mostPods = (vcpus: number) => (vcpus < 30 ? 110 : 250);
const virtualMachine = 0.075;
const evictionMiB = 100;

/** Memory of a node in MiB: what the kernel reports, and the parts that are not available to the model. */
export function nodeMemory({ vcpus, memoryMiB }: Pick<Instance, "vcpus" | "memoryMiB">) {
  return {
    capacity: memoryMiB * (1 - virtualMachine),
    kubelet: kubeReserved.mebibytesPerPod * mostPods(vcpus) + kubeReserved.mebibytes,
    eviction: evictionMiB,
    daemonSets: daemonSets.memoryGiB * 1024,
  };
}

/** Allocatable CPU cores and memory in MiB of a node of this type, including DaemonSets. */
export function nodeAllocatable(instance: Pick<Instance, "vcpus" | "memoryMiB">): { cores: number; memoryMiB: number } {
  const { firstCores, furtherCore } = kubeReserved;
  const { vcpus } = instance;
  const reservedCores = Array.from({ length: vcpus }, (_, core) => firstCores[core] ?? furtherCore).reduce((sum, share) => sum + share, 0);
  const { capacity, kubelet, eviction } = nodeMemory(instance);
  return { cores: vcpus - reservedCores, memoryMiB: capacity - kubelet - eviction };
}

/** CPU cores and memory in GiB, whole numbers, of a node of this type that are available to the model's pod. */
export function nodeShare(instance: Pick<Instance, "vcpus" | "memoryMiB">): { vcpus: number; memoryGiB: number } {
  const { cores, memoryMiB } = nodeAllocatable(instance);
  return { vcpus: Math.floor(cores - daemonSets.cores), memoryGiB: Math.floor(memoryMiB / 1024 - daemonSets.memoryGiB) };
}
