import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-config-map-no-secret",
    on: { type: "kubernetes:core/v1:ConfigMap", inputs: { data: { a: "b" } } },
    fails: ['data a = "-----BEGIN EC PRIVATE KEY-----"', 'data a = "hf_abcdefghijklmnopqrstuvwxyzABCDEF"'],
  },
  {
    rule: "kubernetes-secret-none",
    on: { type: "kubernetes:core/v1:Secret", inputs: { metadata: { name: "a" } } },
    fails: ['stringData = "[secret]"', 'data = {"a":"Yg=="}', 'stringData = {"a":"b"}', 'type = "kubernetes.io/service-account-token"'],
  },
];
