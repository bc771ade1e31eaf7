import { newPodSpecs, podVariable } from "../pod-spec.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Only the scheduler chooses a pod's node. */
export function scheduled(_: AdmissionContext): AdmissionRule {
  return {
    name: "scheduled",
    why: "A pod that names its node bypasses the scheduler, and with it every NoSchedule taint that reserves GPU nodes for the server.",
    scope: "keep",
    ...newPodSpecs,
    variables: [podVariable],
    validations: [
      {
        expression: `!has(variables.pod.nodeName) || variables.pod.nodeName == ""`,
        message: "pods do not name their node: the scheduler chooses it",
      },
    ],
  };
}
