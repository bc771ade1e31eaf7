import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No debug container is added to a running pod. */
export function ephemeralContainers(_: AdmissionContext): AdmissionRule {
  return {
    name: "ephemeral-containers",
    why: "A debug container shares the pod's network, volumes and socket with the server: it is equivalent to exec.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["pods/ephemeralcontainers"] }],
    validations: [{ expression: "false", message: "ephemeral containers are not allowed in the keep's namespaces" }],
  };
}
