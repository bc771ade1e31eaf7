import { dnsEgress } from "../isolation/dns-egress.ts";
import type { KeepSpec } from "../keep-spec.ts";
import type { NetworkPolicy } from "../kubernetes/kinds.ts";
import type { NetworkPeer } from "../kubernetes/parts.ts";
import { keepLabels, modelServerSelector, serverName, servingNamespace } from "../names.ts";
import { groupLabels } from "./leader-worker-set.ts";

/**
 * One NetworkPolicy for each group: its pods reach only each other, on every port, as PyTorch and NCCL choose theirs at random;
 * not even another group of the same model. vLLM's traffic between nodes is neither encrypted nor authenticated, so this is what
 * protects it (docs/usage/security.md of vLLM). In addition the cluster's DNS, which knows the first pod's address.
 */
export function groupNetwork(spec: KeepSpec): NetworkPolicy[] {
  const name = serverName(spec.server);
  return Array.from({ length: spec.replicas.max }, (_, index): NetworkPolicy => {
    const members = { ...modelServerSelector(spec.name, spec.server), [groupLabels.set]: name, [groupLabels.group]: String(index) };
    // A peer without a namespace selector is a pod of the policy's own namespace.
    const group: NetworkPeer = { podSelector: { matchLabels: members } };
    return {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: {
        name: `${name}-group-${index}`,
        namespace: servingNamespace(spec.name),
        labels: keepLabels(spec.name, "model-server"),
      },
      spec: {
        podSelector: { matchLabels: members },
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [group] }],
        egress: [{ to: [group] }, ...dnsEgress(spec)],
      },
    };
  });
}
