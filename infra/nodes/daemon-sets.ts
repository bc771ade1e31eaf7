/**
 * CPU cores and memory of a node that pods beside the model's ask for. On AWS: VPC CNI with policy agent, kube-proxy, Pod Identity agent and
 * GuardDuty agent (200m and 256 MiB), by what their add-ons request, and as much again (our choice). Elsewhere a CNI, kube-proxy, a device
 * plugin, exporters, and CoreDNS (100m and 70 MiB) where it stands on the same node ask for as much.
 */
export const daemonSets = { cores: 0.75, memoryGiB: 0.75 } as const;
