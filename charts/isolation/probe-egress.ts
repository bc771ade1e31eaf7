import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { probesNamespace } from "../names.ts";
import { probeSelector } from "../probes/names.ts";
import { dnsPorts, networkPolicy } from "./network-policy.ts";
import { clusterDns, podsOf } from "./peers.ts";

/**
 * The one way that is open to the probe: the cluster's DNS. It needs names to find the front door, and something that works, so that
 * a pod without any network is not taken for one that is held back by policies.
 */
export function probeEgress(keep: string): NetworkPolicy[] {
  return [
    networkPolicy(keep, probesNamespace(keep), "probe-to-dns", probeSelector(keep), {
      egress: [{ to: [podsOf(clusterDns.namespace, clusterDns.labels)], ports: dnsPorts }],
    }),
  ];
}
