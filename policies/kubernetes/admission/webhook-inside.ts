import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const webhookInside: ResourceRule = {
  name: "kubernetes-webhook-inside",
  description: "A webhook stands in the cluster, and refuses while it does not answer.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D5", "D16"],
  frameworks: { cisEks: ["4.1.11"], trivy: ["KSV-0114"], nist80053r5: ["SC-7", "CM-7"] },
  database: "event triggers run in the database itself.",
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
        ...need(webhook.at("clientConfig", "url").absent(), "sends objects out of the cluster; accepted is a service in it"),
        ...need(webhook.at("failurePolicy").isOrAbsent("Fail"), "lets pass what it cannot judge; accepted is Fail"),
      ]),
};
