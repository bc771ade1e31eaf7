import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const webhookInCluster: ResourceRule = {
  name: "kubernetes-webhook-in-cluster",
  description: "Webhooks use an in-cluster service and failurePolicy Fail.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D5", "D16"],
  frameworks: { cisEks: ["4.1.11"], trivy: ["KSV-0114"], nist80053r5: ["SC-7", "CM-7"] },
  database: "Event triggers run in the database itself.",
  remediation: "Set clientConfig.service and failurePolicy Fail; or write a ValidatingAdmissionPolicy.",
  types: [
    "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
    "kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration",
  ],
  check: (configuration) =>
    configuration
      .at("webhooks")
      .items()
      .each((webhook) => [
        ...need(webhook.at("clientConfig", "url").absent(), "sends objects out of the cluster; accepted: an in-cluster service"),
        ...need(webhook.at("failurePolicy").isOrAbsent("Fail"), "admits objects when the webhook fails; accepted: Fail"),
      ]),
};
