import type { ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from "../kubernetes/kinds.ts";
import type { Metadata } from "../kubernetes/manifest.ts";
import type { LabelSelector, PolicyBindingSpec, PolicySpec, Validation as RenderedValidation } from "../kubernetes/parts.ts";
import { clusterWideName, keepLabels, probesNamespace, servingNamespace } from "../names.ts";
import type { AdmissionRule, Validation } from "./rule.ts";

const apiVersion = "admissionregistration.k8s.io/v1";

/** Name of a rule's policy and of its binding. */
export const policyName = (keep: string, rule: string): string => clusterWideName(keep, rule);

/**
 * The Kubernetes objects of a rule. An expression that fails or exceeds its cost limit denies the request (`failurePolicy: Fail`); a denial
 * is also written to the API server's audit log (`Audit`).
 */
export function policyObjects(keep: string, rule: AdmissionRule): [ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding] {
  const metadata: Metadata = {
    name: policyName(keep, rule.name),
    labels: keepLabels(keep, "admission"),
    annotations: { "modelkeep/why": rule.why },
  };
  const policy: ValidatingAdmissionPolicy = {
    apiVersion,
    kind: "ValidatingAdmissionPolicy",
    metadata,
    spec: {
      failurePolicy: "Fail",
      matchConstraints: { matchPolicy: "Equivalent", resourceRules: rule.matches },
      ...(rule.matchConditions ? ({ matchConditions: rule.matchConditions } satisfies Partial<PolicySpec>) : {}),
      ...(rule.variables ? ({ variables: rule.variables } satisfies Partial<PolicySpec>) : {}),
      validations: rule.validations.map((validation) => rendered(rule.name, validation)),
    },
  };
  const binding: ValidatingAdmissionPolicyBinding = {
    apiVersion,
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name: metadata.name, labels: keepLabels(keep, "admission") },
    spec: {
      policyName: metadata.name,
      validationActions: ["Deny", "Audit"],
      ...(rule.scope === "keep"
        ? ({ matchResources: { namespaceSelector: namespacesOf(keep) } } satisfies Partial<PolicyBindingSpec>)
        : {}),
    },
  };
  return [policy, binding];
}

/** Selects by the label that the API server sets to the namespace's name: it cannot be removed. */
const namespacesOf = (keep: string): LabelSelector => ({
  matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [servingNamespace(keep), probesNamespace(keep)] }],
});

const named = (text: string, offenders: string): Pick<RenderedValidation, "messageExpression"> => ({
  messageExpression: `${JSON.stringify(`${text}: `)} + (${offenders}).join(", ")`,
});

/** `message` is used when the offenders cannot be evaluated. */
function rendered(rule: string, { expression, message, offenders }: Validation): RenderedValidation {
  const text = `modelkeep/${rule}: ${message}`;
  return {
    expression,
    message: text,
    ...(offenders ? named(text, offenders) : {}),
    reason: "Forbidden",
  };
}
