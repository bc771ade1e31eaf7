import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const label = "kubernetes.io/metadata.name";

/** A network policy names its peers. */
export function networkPeers(_: AdmissionContext): AdmissionRule {
  const named =
    `((has(s.matchLabels) && "${label}" in s.matchLabels) ||` +
    ` (has(s.matchExpressions) && s.matchExpressions.exists(e, e.key == "${label}" && e.operator == "In")))`;
  const peers = (field: "from" | "to"): string => `r.${field}.all(p, !has(p.namespaceSelector) || [p.namespaceSelector].all(s, ${named}))`;
  return {
    name: "network-peers",
    why: "Policies are additive: one rule without peers, or for every namespace, allows what all others deny.",
    scope: "keep",
    matches: [{ apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["networkpolicies"] }],
    variables: [
      { name: "ingress", expression: "has(object.spec.ingress) ? object.spec.ingress : []" },
      { name: "egress", expression: "has(object.spec.egress) ? object.spec.egress : []" },
    ],
    validations: [
      {
        expression: "variables.ingress.all(r, has(r.from) && r.from.size() > 0) && variables.egress.all(r, has(r.to) && r.to.size() > 0)",
        message: "every rule of a network policy has peers; without them it allows all peers",
      },
      {
        // Any other label is under the control of the owner of the other namespace.
        expression:
          `variables.ingress.all(r, !has(r.from) || ${peers("from")}) &&` + ` variables.egress.all(r, !has(r.to) || ${peers("to")})`,
        message: `a namespace selector names its namespaces by ${label}`,
      },
    ],
  };
}
