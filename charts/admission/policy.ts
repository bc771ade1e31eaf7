import type { KubernetesObject } from "../kubernetes-object.ts";
import { clusterWideName, keepLabels, probesNamespace, servingNamespace } from "../names.ts";
import type { AdmissionRule, Validation } from "./rule.ts";

const apiVersion = "admissionregistration.k8s.io/v1";

/** Name of a rule's policy and of its binding. */
export const policyName = (keep: string, rule: string): string => clusterWideName(keep, rule);

/**
 * A rule as the API server takes it. An expression that fails or costs too much refuses the request (`failurePolicy: Fail`);
 * a refusal is also written to the API server's audit log (`Audit`).
 */
export function policyObjects(keep: string, rule: AdmissionRule): KubernetesObject[] {
  const metadata = {
    name: policyName(keep, rule.name),
    labels: keepLabels(keep, "admission"),
    annotations: { "modelkeep/why": rule.why },
  };
  const policy: KubernetesObject = {
    apiVersion,
    kind: "ValidatingAdmissionPolicy",
    metadata,
    spec: {
      failurePolicy: "Fail",
      matchConstraints: { matchPolicy: "Equivalent", resourceRules: rule.matches },
      ...(rule.matchConditions ? { matchConditions: rule.matchConditions } : {}),
      ...(rule.variables ? { variables: rule.variables } : {}),
      validations: rule.validations.map((validation) => rendered(rule.name, validation)),
    },
  };
  const binding: KubernetesObject = {
    apiVersion,
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: metadata.name, labels: metadata.labels },
    spec: {
      policyName: metadata.name,
      validationActions: ["Deny", "Audit"],
      ...(rule.scope === "keep" ? { matchResources: { namespaceSelector: namespacesOf(keep) } } : {}),
    },
  };
  return [policy, binding];
}

/** By the label that the API server itself writes from the namespace's name: it cannot be removed. */
const namespacesOf = (keep: string) => ({
  matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [servingNamespace(keep), probesNamespace(keep)] }],
});

/** only `message` is used where the offenders cannot be evaluated. */
function rendered(rule: string, { expression, message, offenders }: Validation): Record<string, string> {
  const text = `modelkeep/${rule}: ${message}`;
  return {
    expression,
    message: text,
    ...(offenders ? { messageExpression: `${JSON.stringify(`${text}: `)} + (${offenders}).join(", ")` } : {}),
    reason: "Forbidden",
  };
}
