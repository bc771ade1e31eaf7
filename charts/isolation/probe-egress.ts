import type { KeepSpecs } from "../keep-spec.ts";
import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { probesNamespace } from "../names.ts";
import { probeSelector } from "../probes/names.ts";
import { dnsEgress } from "./dns-egress.ts";
import { networkPolicy } from "./network-policy.ts";

/**
 * The one way that is open to the probe: the cluster's DNS. It needs names to find the front door, and something that works, so that
 * a pod without any network is not taken for one that is held back by policies.
 */
export function probeEgress([spec]: KeepSpecs): NetworkPolicy[] {
  return [networkPolicy(spec.name, probesNamespace(spec.name), "probe-to-dns", probeSelector(spec.name), { egress: dnsEgress(spec) })];
}
