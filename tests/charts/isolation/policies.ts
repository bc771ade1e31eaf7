import type { Peer, Rules } from "../../../charts/isolation/network-policy.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

/** A NetworkPolicy's spec as the tests read it. */
export type PolicySpec = Rules & { podSelector: { matchLabels?: Record<string, string> }; policyTypes: string[] };

/** All network policies, as namespace/name and spec. */
export const policiesOf = (objects: readonly KubernetesObject[]) =>
  objects
    .filter(({ kind }) => kind === "NetworkPolicy")
    .map(({ metadata, spec }) => ({ id: `${metadata.namespace}/${metadata.name}`, spec: spec as PolicySpec }));

/** The spec of the policy with this namespace/name. */
export function policyOf(objects: readonly KubernetesObject[], id: string): PolicySpec {
  const found = policiesOf(objects).find((policy) => policy.id === id);
  if (!found) throw new Error(`no policy ${id} among ${policiesOf(objects).map((policy) => policy.id)}`);
  return found.spec;
}

/** Every peer of a policy, of both directions. */
export const peersOf = ({ ingress = [], egress = [] }: PolicySpec): Peer[] => [
  ...ingress.flatMap((rule) => rule.from),
  ...egress.flatMap((rule) => rule.to),
];
