import type { RuleCase } from "../../rule-case.ts";

const webhook = {
  type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
  inputs: { webhooks: [{ clientConfig: { service: { name: "a" } } }] },
};

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-admission-bound",
    on: "modelkeep-on-prem-environment|ValidatingAdmissionPolicyBinding",
    fails: ["remove modelkeep-on-prem-environment|ValidatingAdmissionPolicyBinding", 'spec policyName = "other"'],
  },
  {
    rule: "kubernetes-admission-bound",
    on: "modelkeep-on-prem-environment|ValidatingAdmissionPolicy",
    fails: ["remove modelkeep-on-prem-environment|ValidatingAdmissionPolicy"],
  },
  {
    rule: "kubernetes-admission-covers-namespaces",
    on: "modelkeep-on-prem-environment|ValidatingAdmissionPolicyBinding",
    fails: ['spec matchResources namespaceSelector matchExpressions 0 values = ["modelkeep-on-prem-probes"]'],
  },
  {
    rule: "kubernetes-admission-denies",
    on: "modelkeep-on-prem-environment|ValidatingAdmissionPolicyBinding",
    fails: ['spec validationActions = ["Warn"]', 'spec matchResources objectSelector = {"matchLabels":{}}'],
  },
  {
    rule: "kubernetes-admission-fails-closed",
    on: "modelkeep-on-prem-environment|ValidatingAdmissionPolicy",
    fails: ['spec failurePolicy = "Ignore"', "spec validations = []", "spec matchConstraints resourceRules = []"],
  },
  {
    rule: "kubernetes-webhook-in-cluster",
    on: webhook,
    fails: ['webhooks 0 clientConfig url = "https://example.com"', 'webhooks 0 failurePolicy = "Ignore"'],
  },
];
