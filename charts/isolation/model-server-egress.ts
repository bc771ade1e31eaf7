import type { KeepSpec, KeepSpecs } from "../keep-spec.ts";
import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import { modelServersSelector, servingNamespace } from "../names.ts";
import { dnsEgress } from "./dns-egress.ts";
import { type EgressRule, networkPolicy, type Peer, type Port } from "./network-policy.ts";
import { networks } from "./peers.ts";

/** Where the EKS Pod Identity agent answers on each node, over HTTP. Source: "Set up the Amazon EKS Pod Identity Agent", EKS user guide. */
const podIdentityAgent = { address: "169.254.170.23/32", port: 80 } as const;

/** Whether the loader asks the cluster's DNS for names: for the vault's endpoint, and for nothing else. */
export const loaderNeedsDns = ({ weights }: Pick<KeepSpec, "weights">) => weights.kind === "vault";

/**
 * What the model server's pod may reach.
 *
 * - Weights on a claim: nothing at all. Code in the server cannot send a byte except in responses to clients.
 * - Weights in the vault: DNS, the Pod Identity agent and the vault's endpoint, because the loader needs them. A policy holds for a pod, not
 *   for a container, and the loader is an init container of this pod: so these three ways stay open to the server after the loader has
 *   ended. What bounds them then is outside this cluster: the endpoint's policy and the reader's role know one bucket, read only, and
 *   the DNS firewall answers only for names of AWS endpoints. A loader in a pod of its own, which fills a volume of the node,
 *   would close them.
 *
 * The servers of all models bring their weights from one place, so one policy for each way holds for all of them, and a report can name the reason of each.
 * @throws Error where the weights are in the vault and its ranges are not known
 */
export function modelServerEgress([spec]: KeepSpecs): NetworkPolicy[] {
  if (spec.weights.kind === "claim") return [];
  const ways = (name: string, egress: readonly EgressRule[]) =>
    networkPolicy(spec.name, servingNamespace(spec.name), name, modelServersSelector(spec.name), { egress });
  const way = (name: string, to: readonly Peer[], ports: readonly Port[]) => ways(name, [{ to, ports }]);
  return [
    ...(loaderNeedsDns(spec) ? [ways("loader-to-dns", dnsEgress(spec))] : []),
    ...(spec.network.podIdentity
      ? [
          way(
            "loader-to-pod-identity",
            [{ ipBlock: { cidr: podIdentityAgent.address } }],
            [{ protocol: "TCP", port: podIdentityAgent.port }],
          ),
        ]
      : []),
    way("loader-to-vault", networks(spec.network.vaultRanges, "the vault's endpoint"), [{ protocol: "TCP", port: 443 }]),
  ];
}
