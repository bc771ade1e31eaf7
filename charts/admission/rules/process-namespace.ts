import { newPodSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** The containers of a pod do not see each other's processes. */
export function processNamespace(_: AdmissionContext): AdmissionRule {
  return {
    name: "process-namespace",
    why: "With one process namespace the front door could read the server's memory and files, prompts included; Pod Security allows it.",
    scope: "keep",
    ...newPodSpecs,
    variables: [podVariable],
    validations: [
      {
        expression: "!has(variables.pod.shareProcessNamespace) || variables.pod.shareProcessNamespace == false",
        message: "the containers of a pod do not share a process namespace",
      },
    ],
  };
}
