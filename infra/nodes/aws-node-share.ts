import type { Instance } from "../../catalog/instances.ts";
import { daemonSets } from "./daemon-sets.ts";

/**
 * What the system of a node and its DaemonSets keep, so that the model's pod asks for no more than there is; rounded to the safe side.
 *
 * - `kubeReserved`: 6% of the first core, 1% of the second, 0.5% of the third and fourth, 0.25% of the others; 11 MiB for each pod that the
 *   node may hold, and 255 MiB. Source: `kube_reserved_cpu` and `kube_reserved_memory` in Bottlerocket's Kubernetes templates.
 * - `mostPods`: managed node groups set 110 below 30 vCPUs and 250 from there on. Source: "Choose an optimal Amazon EC2 node instance type", EKS user guide.
 * - `virtualMachine`: memory that the hypervisor and the kernel keep of what EC2 states. Source: Karpenter, `VM_MEMORY_OVERHEAD_PERCENT`, default 0.075.
 * - `evictionMiB`: the kubelet's default for `memory.available`.
 */
const kubeReserved = { firstCores: [0.06, 0.01, 0.005, 0.005], furtherCore: 0.0025, mebibytesPerPod: 11, mebibytes: 255 } as const;
const mostPods = (vcpus: number) => (vcpus < 30 ? 110 : 250);
const virtualMachine = 0.075;
const evictionMiB = 100;

/** Memory of a node by who has it, in MiB: what the kernel reports, and what of it is not the model's. */
export function nodeMemory({ vcpus, memoryMiB }: Pick<Instance, "vcpus" | "memoryMiB">) {
  return {
    capacity: memoryMiB * (1 - virtualMachine),
    kubelet: kubeReserved.mebibytesPerPod * mostPods(vcpus) + kubeReserved.mebibytes,
    eviction: evictionMiB,
    daemonSets: daemonSets.memoryGiB * 1024,
  };
}

/** CPU cores and memory in MiB that the kubelet of a node of this type hands out to pods, those of DaemonSets among them. */
export function nodeAllocatable(instance: Pick<Instance, "vcpus" | "memoryMiB">): { cores: number; memoryMiB: number } {
  const { firstCores, furtherCore } = kubeReserved;
  const { vcpus } = instance;
  const reservedCores = Array.from({ length: vcpus }, (_, core) => firstCores[core] ?? furtherCore).reduce((sum, share) => sum + share, 0);
  const { capacity, kubelet, eviction } = nodeMemory(instance);
  return { cores: vcpus - reservedCores, memoryMiB: capacity - kubelet - eviction };
}

/** CPU cores and memory in GiB, whole numbers, that a node of this type has for the model's pod. */
export function nodeShare(instance: Pick<Instance, "vcpus" | "memoryMiB">): { vcpus: number; memoryGiB: number } {
  const { cores, memoryMiB } = nodeAllocatable(instance);
  return { vcpus: Math.floor(cores - daemonSets.cores), memoryGiB: Math.floor(memoryMiB / 1024 - daemonSets.memoryGiB) };
}
