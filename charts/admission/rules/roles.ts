import { literal } from "../cel.ts";
import { operatorRole } from "../operators.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const resources = [
  "pods/exec",
  "pods/attach",
  "pods/portforward",
  "pods/proxy",
  "pods/ephemeralcontainers",
  "services/proxy",
  "serviceaccounts/token",
  "secrets",
];
const verbs = ["*", "bind", "escalate", "impersonate"];
const everyUser = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"];

/** ClusterRoles that may be bound here: Kubernetes' `view` can neither read secrets nor exec into pods. */
const harmlessIn = (keep: string) => ["view", operatorRole(keep)];

/** No role in the keep's namespaces grants what the other rules deny. */
export function roles({ specs: [{ name: keep }] }: AdmissionContext): AdmissionRule {
  const harmless = harmlessIn(keep);
  const operations = ["CREATE", "UPDATE"] as const;
  return {
    name: "roles",
    why: "Defense in depth: if the policies are ever removed, still no one has permission to exec into a pod or to read a secret.",
    scope: "keep",
    matches: [{ apiGroups: ["rbac.authorization.k8s.io"], apiVersions: ["v1"], operations, resources: ["roles", "rolebindings"] }],
    variables: [{ name: "rules", expression: `request.kind.kind == "Role" && has(dyn(object).rules) ? dyn(object).rules : []` }],
    validations: [
      {
        expression:
          `variables.rules.all(r, r.verbs.all(v, !(v in ${literal(verbs)})) &&` +
          ` (!has(r.resources) || r.resources.all(x, !x.contains("*") && !(x in ${literal(resources)}))))`,
        message: `a role has no wildcard, none of the verbs ${verbs.join(", ")}, and none of ${resources.join(", ")}`,
      },
      {
        expression: `request.kind.kind != "RoleBinding" || dyn(object).roleRef.kind == "Role" || dyn(object).roleRef.name in ${literal(harmless)}`,
        message: `of ClusterRoles only ${harmless.join(" and ")} are bound here`,
      },
      {
        expression: `request.kind.kind != "RoleBinding" || !has(dyn(object).subjects) || dyn(object).subjects.all(s, !(s.name in ${literal(everyUser)}))`,
        message: "nothing is granted to all users",
      },
    ],
  };
}
