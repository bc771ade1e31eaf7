/**
 * CPU and memory requests of pods other than the model's on a node. On AWS: VPC CNI with policy agent, kube-proxy, Pod Identity agent and
 * GuardDuty agent (200m and 256 MiB), from their add-ons' requests, doubled (our choice). Elsewhere a CNI, kube-proxy, a device plugin,
 * exporters, and CoreDNS (100m and 70 MiB) if it is on the same node request about as much.
 */
export const daemonSets = { cores: 0.75, memoryGiB: 0.75 } as const;
