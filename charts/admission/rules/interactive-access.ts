import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No exec or attach into a pod, and no port-forward or proxy past the front door. */
export function interactiveAccess(_: AdmissionContext): AdmissionRule {
  return {
    name: "interactive-access",
    why: "A shell reads prompts and weights; a forwarded port or the API server's proxy bypasses authentication and audit.",
    scope: "keep",
    matches: [
      {
        apiGroups: [""],
        apiVersions: ["v1"],
        operations: ["CONNECT"],
        resources: ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy"],
      },
    ],
    validations: [{ expression: "false", message: "exec, attach, port-forward and proxy are not allowed in the keep's namespaces" }],
  };
}
