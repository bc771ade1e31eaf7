import type { Outcome } from "./outcome.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

export const roleTypes: readonly string[] = [
  "kubernetes:rbac.authorization.k8s.io/v1:Role",
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
];

/** What is found in each resource that a role gives rights on. */
export function eachGrantedResource(role: Subject, find: (resource: Reading) => Outcome[]): Outcome[] {
  return role
    .at("rules")
    .items()
    .each((rule) => rule.at("resources").items().each(find));
}
