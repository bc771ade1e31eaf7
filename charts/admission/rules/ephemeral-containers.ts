import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No debugging container joins a running pod. */
export function ephemeralContainers(_: AdmissionContext): AdmissionRule {
  return {
    name: "ephemeral-containers",
    why: "A debugging container shares the pod's network, volumes and socket with the server: it is exec by another name.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["pods/ephemeralcontainers"] }],
    validations: [{ expression: "false", message: "ephemeral containers are closed in the keep's namespaces" }],
  };
}
