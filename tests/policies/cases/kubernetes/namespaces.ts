import type { RuleCase } from "../../rule-case.ts";

const labels = "metadata labels pod-security.kubernetes.io";

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-namespace-default-service-account",
    on: "modelkeep-serving/default|ServiceAccount",
    fails: ["remove modelkeep-serving/default|ServiceAccount", "automountServiceAccountToken = true"],
  },
  {
    rule: "kubernetes-namespace-default-deny",
    on: "modelkeep-serving/default-deny",
    fails: [
      "remove modelkeep-serving/default-deny",
      'spec policyTypes = ["Ingress"]',
      'spec podSelector = {"matchLabels":{"a":"b"}}',
      "spec ingress = [{}]",
    ],
  },
  {
    rule: "kubernetes-namespace-pod-security",
    on: "modelkeep-serving|Namespace",
    fails: [
      `${labels}/enforce = "baseline"`,
      `${labels}/enforce -`,
      `${labels}/enforce-version = "latest"`,
      `${labels}/audit -`,
      `${labels}/warn -`,
    ],
  },
  {
    rule: "kubernetes-namespace-quota",
    on: "modelkeep-serving/quota",
    fails: ["remove modelkeep-serving/quota", 'spec hard services.loadbalancers = "1"', "spec hard pods -"],
  },
  {
    rule: "kubernetes-object-own-namespace",
    on: "modelkeep-serving/model-server|Deployment",
    fails: ["metadata namespace -", 'metadata namespace = "default"'],
  },
];
