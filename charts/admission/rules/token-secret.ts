import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** No service account token without expiry. */
export function tokenSecret(_: AdmissionContext): AdmissionRule {
  return {
    name: "token-secret",
    why: "A secret of this type is filled with a token that never expires and that any reader of secrets can use.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["secrets"] }],
    validations: [
      {
        expression: `!has(object.type) || object.type != "kubernetes.io/service-account-token"`,
        message: "secrets of type kubernetes.io/service-account-token are refused",
      },
    ],
  };
}
