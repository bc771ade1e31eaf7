import { newPodSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No environment variables for the namespace's Services. */
export function serviceLinks(_: AdmissionContext): AdmissionRule {
  return {
    name: "service-links",
    why: "Kubernetes would write variables for each Service of the namespace: a Service named vllm sets VLLM_PORT, and vLLM no longer starts.",
    scope: "keep",
    ...newPodSpecs,
    variables: [podVariable],
    validations: [
      {
        expression: "has(variables.pod.enableServiceLinks) && variables.pod.enableServiceLinks == false",
        message: "pods set enableServiceLinks: false",
      },
    ],
  };
}
