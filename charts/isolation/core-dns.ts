import type { KeepSpecs } from "../keep-spec.ts";
import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { probesNamespace, servingNamespace } from "../names.ts";
import { loaderNeedsDns } from "./model-server-egress.ts";
import { dnsPorts, networkPolicy } from "./network-policy.ts";
import { clusterDns, everyPodOf, networks } from "./peers.ts";

/** What CoreDNS itself must reach; all in CIDR notation. */
export interface CoreDnsReach {
  /**
   * The Kubernetes API: the address of the Service `kubernetes` (the first of the Service range) and the subnets of the control plane's
   * network interfaces. Both, because the VPC CNI judges a packet by its Service address (open-telemetry/opentelemetry-operator#5621),
   * other implementations by the address it is translated to.
   */
  apiServer: readonly string[];
  /** Resolvers that CoreDNS forwards to: the VPC's, on the second address of its range, and 169.254.169.253. */
  resolvers: readonly string[];
}

/** Namespaces whose pods may ask the cluster's DNS, sorted: the keep's where they need names, and those of clients, who look up the front door. */
function dnsNamespaces(specs: KeepSpecs): string[] {
  const [{ name: keep }] = specs;
  const clients = specs.flatMap((spec) => spec.clients).flatMap(({ from }) => (from.kind === "workload" ? [from.namespace] : []));
  return [...new Set([...(specs.some(loaderNeedsDns) ? [servingNamespace(keep)] : []), probesNamespace(keep), ...clients])].sort();
}

/**
 * The policy of CoreDNS, for a cluster that the keep itself creates (`eks`) with the VPC CNI in strict mode: there a pod without a policy
 * reaches nothing, so this one must exist before the CoreDNS add-on. Not part of `isolation`, and never for an existing cluster:
 * it would close the DNS of that cluster to all other pods. Policies add up: another namespace that needs names gets a policy of its own.
 *
 * The kubelet's probes (8080, 8181) come from the pod's node and need no rule. Metrics (9153) are closed.
 * @throws Error where a list of `reach` is empty
 */
export function coreDnsPolicies(specs: KeepSpecs, reach: CoreDnsReach): NetworkPolicy[] {
  return [
    networkPolicy(specs[0].name, clusterDns.namespace, "core-dns", clusterDns.labels, {
      ingress: [{ from: dnsNamespaces(specs).map(everyPodOf), ports: dnsPorts }],
      egress: [
        { to: networks(reach.apiServer, "the Kubernetes API, for CoreDNS"), ports: [{ protocol: "TCP", port: 443 }] },
        { to: networks(reach.resolvers, "the resolvers of CoreDNS"), ports: dnsPorts },
      ],
    }),
  ];
}
