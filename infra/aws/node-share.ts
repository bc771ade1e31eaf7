import type { Instance } from "../../catalog/instances.ts";

/**
 * What the system of a node and its DaemonSets keep, so that the model's pod asks for no more than there is; rounded to the safe side.
 *
 * - `kubeReserved`: 6% of the first core, 1% of the second, 0.5% of the third and fourth, 0.25% of the others; 11 MiB for each pod that the
 *   node may hold, and 255 MiB. Source: `kube_reserved_cpu` and `kube_reserved_memory` in Bottlerocket's Kubernetes templates.
 * - `mostPods`: managed node groups set 110 below 30 vCPUs and 250 from there on. Source: "Choose an optimal Amazon EC2 node instance type", EKS user guide.
 * - `virtualMachine`: memory that the hypervisor and the kernel keep of what EC2 states. Source: Karpenter, `VM_MEMORY_OVERHEAD_PERCENT`, default 0.075.
 * - `evictionMiB`: the kubelet's default for `memory.available`.
 * - `daemonSets`: VPC CNI with policy agent, kube-proxy, Pod Identity agent, GuardDuty agent (200m and 256 MiB), by what their add-ons request, and as much again (our choice).
 */
const kubeReserved = { firstCores: [0.06, 0.01, 0.005, 0.005], furtherCore: 0.0025, mebibytesPerPod: 11, mebibytes: 255 } as const;
const mostPods = (vcpus: number) => (vcpus < 30 ? 110 : 250);
const virtualMachine = 0.075;
const evictionMiB = 100;
const daemonSets = { cores: 0.75, mebibytes: 768 } as const;

/** CPU cores and memory in GiB, whole numbers, that a node of this type has for the model's pod. */
export function nodeShare({ vcpus, memoryMiB }: Pick<Instance, "vcpus" | "memoryMiB">): { vcpus: number; memoryGiB: number } {
  const { firstCores, furtherCore, mebibytesPerPod, mebibytes } = kubeReserved;
  const reservedCores = Array.from({ length: vcpus }, (_, core) => firstCores[core] ?? furtherCore).reduce((sum, share) => sum + share, 0);
  const reservedMiB = mebibytesPerPod * mostPods(vcpus) + mebibytes;
  return {
    vcpus: Math.floor(vcpus - reservedCores - daemonSets.cores),
    memoryGiB: Math.floor((memoryMiB * (1 - virtualMachine) - reservedMiB - evictionMiB - daemonSets.mebibytes) / 1024),
  };
}
