import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Tokens of the keep's service accounts are issued only for pods. */
export function tokenRequest(_: AdmissionContext): AdmissionRule {
  return {
    name: "token-request",
    why: "With a token of the server's account, any holder could act as the server towards the vault.",
    scope: "keep",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["serviceaccounts/token"] }],
    validations: [
      {
        expression: `has(request.userInfo.groups) && "system:nodes" in request.userInfo.groups`,
        message: "tokens of the keep's service accounts are issued only to kubelets, for pods",
      },
    ],
  };
}
