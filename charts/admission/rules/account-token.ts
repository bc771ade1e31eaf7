import { newPodSpecs, podVariable, volumesVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Audience of the token that EKS Pod Identity projects; no API server accepts it. */
const podIdentityAudience = "pods.eks.amazonaws.com";

/** No pod has a token for the Kubernetes API. */
export function accountToken({ specs }: AdmissionContext): AdmissionRule {
  const [{ network }] = specs;
  const otherAudience = network.podIdentity
    ? `(!has(s.serviceAccountToken.audience) || s.serviceAccountToken.audience != "${podIdentityAudience}")`
    : "true";
  return {
    name: "account-token",
    why: "No process here calls the Kubernetes API; an attacker who compromises one must not find a token for it.",
    scope: "keep",
    ...newPodSpecs,
    variables: [podVariable, volumesVariable],
    validations: [
      {
        expression: "has(variables.pod.automountServiceAccountToken) && variables.pod.automountServiceAccountToken == false",
        message: "pods set automountServiceAccountToken: false",
      },
      {
        expression: `variables.volumes.all(v, !has(v.projected) || !has(v.projected.sources) || v.projected.sources.all(s, !(has(s.serviceAccountToken) && ${otherAudience})))`,
        message: network.podIdentity ? `a projected token is for ${podIdentityAudience} only` : "pods project no service account token",
      },
    ],
  };
}
