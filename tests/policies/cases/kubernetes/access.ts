import type { RuleCase } from "../../rule-case.ts";

const role = {
  type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
  inputs: { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
};

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-role-binding-named",
    on: "modelkeep-on-prem-observer|ClusterRoleBinding",
    fails: [
      'roleRef name = "cluster-admin"',
      'subjects 0 name = "system:authenticated"',
      'subjects 0 = {"kind":"ServiceAccount","name":"default"}',
    ],
  },
  {
    rule: "kubernetes-role-no-privilege-escalation",
    on: role,
    fails: [
      'rules 0 verbs = ["escalate"]',
      'rules 0 verbs = ["impersonate"]',
      'rules 0 = {"resources":["rolebindings"],"verbs":["create"]}',
    ],
  },
  {
    rule: "kubernetes-role-no-secrets",
    on: role,
    fails: ['rules 0 resources = ["secrets"]', 'rules 0 resources = ["serviceaccounts/token"]'],
  },
  {
    rule: "kubernetes-role-no-pod-access",
    on: role,
    fails: ['rules 0 resources = ["pods/exec"]', 'rules 0 resources = ["nodes/proxy"]'],
  },
  {
    rule: "kubernetes-role-no-wildcard",
    on: role,
    fails: ['rules 0 verbs = ["*"]', 'rules 0 resources = ["*"]', 'rules 0 apiGroups = ["*"]', 'rules 0 resources = ["pods/*"]'],
  },
  { rule: "kubernetes-role-no-workloads", on: role, fails: ['rules 0 verbs = ["create"]'] },
  {
    rule: "kubernetes-service-account-no-token",
    on: "modelkeep-on-prem-serving/model-server|ServiceAccount",
    fails: ["automountServiceAccountToken = true", "automountServiceAccountToken -", 'secrets = [{"name":"a"}]'],
  },
];
