import type { RuleCase } from "../../rule-case.ts";

const labels = "metadata labels pod-security.kubernetes.io";

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-namespace-default-service-account",
    on: "modelkeep-on-prem-serving/default|ServiceAccount",
    fails: ["remove modelkeep-on-prem-serving/default|ServiceAccount", "automountServiceAccountToken = true"],
  },
  {
    rule: "kubernetes-namespace-default-deny",
    on: "modelkeep-on-prem-serving/default-deny",
    fails: [
      "remove modelkeep-on-prem-serving/default-deny",
      'spec policyTypes = ["Ingress"]',
      'spec podSelector = {"matchLabels":{"a":"b"}}',
      "spec ingress = [{}]",
    ],
  },
  {
    rule: "kubernetes-namespace-pod-security",
    on: "modelkeep-on-prem-serving|Namespace",
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
    on: "modelkeep-on-prem-serving/quota",
    fails: ["remove modelkeep-on-prem-serving/quota", 'spec hard services.loadbalancers = "1"', "spec hard pods -"],
  },
  {
    rule: "kubernetes-object-own-namespace",
    on: "modelkeep-on-prem-serving/model-server|Deployment",
    fails: ["metadata namespace -", 'metadata namespace = "default"'],
  },
];
