import { forbiddenType, type RuleCase } from "../rule-case.ts";

const role = {
  type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
  inputs: { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] },
};
const webhook = {
  type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
  inputs: { webhooks: [{ clientConfig: { service: { name: "a" } } }] },
};
const labels = "metadata labels pod-security.kubernetes.io";
const grant = "spec ingress 0";

/** Namespaces, network policies, services, rights, secrets and admission. */
export const kubernetesCases: readonly RuleCase[] = [
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
    rule: "kubernetes-namespace-quota",
    on: "modelkeep-serving/quota",
    fails: ["remove modelkeep-serving/quota", 'spec hard services.loadbalancers = "1"', "spec hard pods -"],
  },
  {
    rule: "kubernetes-namespace-default-account",
    on: "modelkeep-serving/default|ServiceAccount",
    fails: ["remove modelkeep-serving/default|ServiceAccount", "automountServiceAccountToken = true"],
  },
  {
    rule: "kubernetes-service-account-no-token",
    on: "modelkeep-serving/model-server|ServiceAccount",
    fails: ["automountServiceAccountToken = true", "automountServiceAccountToken -", 'secrets = [{"name":"a"}]'],
  },
  {
    rule: "kubernetes-object-own-namespace",
    on: "modelkeep-serving/model-server|Deployment",
    fails: ["metadata namespace -", 'metadata namespace = "default"'],
  },
  {
    rule: "kubernetes-network-policy-named-peers",
    on: "modelkeep-serving/grant-search",
    fails: [
      `${grant} from -`,
      `${grant} ports -`,
      `${grant} from 0 namespaceSelector = {}`,
      `${grant} from 0 namespaceSelector = {"matchLabels":{"team":"search"}}`,
      `${grant} from 0 = {}`,
      `${grant} ports 0 endPort = 9000`,
    ],
    unknown: [`${grant} from`, `${grant} ports`, `${grant} from 0`],
  },
  {
    rule: "kubernetes-network-policy-private-ranges",
    on: "modelkeep-serving/grant-search",
    fails: [
      `${grant} from 0 = {"ipBlock":{"cidr":"0.0.0.0/0"}}`,
      `${grant} from 0 = {"ipBlock":{"cidr":"::/0"}}`,
      'spec egress = [{"to":[{"ipBlock":{"cidr":"169.254.0.0/16"}}],"ports":[{"port":80}]}]',
    ],
  },
  forbiddenType("kubernetes-network-policy-one-language", "kubernetes:cilium.io/v2:CiliumNetworkPolicy"),
  {
    rule: "kubernetes-service-inside",
    on: "modelkeep-serving/model-server|Service",
    fails: [
      'spec type = "LoadBalancer"',
      'spec type = "NodePort"',
      'spec type = "ExternalName"',
      'spec externalIPs = ["10.0.0.1"]',
      'spec externalName = "example.com"',
    ],
  },
  {
    rule: "kubernetes-service-selects-pods",
    on: "modelkeep-serving/model-server|Service",
    fails: ["spec selector -", "spec selector = {}"],
  },
  forbiddenType("kubernetes-service-selects-pods", "kubernetes:core/v1:Endpoints"),
  {
    rule: "kubernetes-service-front-door-only",
    on: "modelkeep-serving/model-server|Service",
    fails: ["spec ports 0 targetPort = 8000", 'spec ports = [{"port":8000}]'],
  },
  forbiddenType("kubernetes-ingress-none", "kubernetes:networking.k8s.io/v1:Ingress"),
  {
    rule: "kubernetes-role-no-wildcard",
    on: role,
    fails: ['rules 0 verbs = ["*"]', 'rules 0 resources = ["*"]', 'rules 0 apiGroups = ["*"]', 'rules 0 resources = ["pods/*"]'],
  },
  {
    rule: "kubernetes-role-no-escalation",
    on: role,
    fails: [
      'rules 0 verbs = ["escalate"]',
      'rules 0 verbs = ["impersonate"]',
      'rules 0 = {"resources":["rolebindings"],"verbs":["create"]}',
    ],
  },
  {
    rule: "kubernetes-role-no-way-into-pods",
    on: role,
    fails: ['rules 0 resources = ["pods/exec"]', 'rules 0 resources = ["nodes/proxy"]'],
  },
  {
    rule: "kubernetes-role-no-secrets",
    on: role,
    fails: ['rules 0 resources = ["secrets"]', 'rules 0 resources = ["serviceaccounts/token"]'],
  },
  { rule: "kubernetes-role-no-workloads", on: role, fails: ['rules 0 verbs = ["create"]'] },
  {
    rule: "kubernetes-role-binding-named",
    on: "modelkeep-observer|ClusterRoleBinding",
    fails: [
      'roleRef name = "cluster-admin"',
      'subjects 0 name = "system:authenticated"',
      'subjects 0 = {"kind":"ServiceAccount","name":"default"}',
    ],
  },
  {
    rule: "kubernetes-secret-none",
    on: { type: "kubernetes:core/v1:Secret", inputs: { metadata: { name: "a" } } },
    fails: ['stringData = "[secret]"', 'data = {"a":"Yg=="}', 'stringData = {"a":"b"}', 'type = "kubernetes.io/service-account-token"'],
  },
  {
    rule: "kubernetes-config-map-no-secret",
    on: { type: "kubernetes:core/v1:ConfigMap", inputs: { data: { a: "b" } } },
    fails: ['data a = "-----BEGIN EC PRIVATE KEY-----"', 'data a = "hf_abcdefghijklmnopqrstuvwxyzABCDEF"'],
  },
  {
    rule: "kubernetes-certificate-short-lived",
    on: {
      type: "kubernetes:cert-manager.io/v1:Certificate",
      inputs: { spec: { duration: "720h", privateKey: { rotationPolicy: "Always" } } },
    },
    fails: ['spec duration = "8760h"', 'spec privateKey rotationPolicy = "Never"', "spec isCA = true"],
  },
  {
    rule: "kubernetes-admission-fails-closed",
    on: "modelkeep-environment|ValidatingAdmissionPolicy",
    fails: ['spec failurePolicy = "Ignore"', "spec validations = []", "spec matchConstraints resourceRules = []"],
  },
  {
    rule: "kubernetes-admission-denies",
    on: "modelkeep-environment|ValidatingAdmissionPolicyBinding",
    fails: ['spec validationActions = ["Warn"]', 'spec matchResources objectSelector = {"matchLabels":{}}'],
  },
  {
    rule: "kubernetes-admission-bound",
    on: "modelkeep-environment|ValidatingAdmissionPolicyBinding",
    fails: ["remove modelkeep-environment|ValidatingAdmissionPolicyBinding", 'spec policyName = "other"'],
  },
  {
    rule: "kubernetes-admission-bound",
    on: "modelkeep-environment|ValidatingAdmissionPolicy",
    fails: ["remove modelkeep-environment|ValidatingAdmissionPolicy"],
  },
  {
    rule: "kubernetes-admission-covers-namespaces",
    on: "modelkeep-environment|ValidatingAdmissionPolicyBinding",
    fails: ['spec matchResources namespaceSelector matchExpressions 0 values = ["modelkeep-probes"]'],
  },
  {
    rule: "kubernetes-webhook-inside",
    on: webhook,
    fails: ['webhooks 0 clientConfig url = "https://example.com"', 'webhooks 0 failurePolicy = "Ignore"'],
  },
  {
    rule: "kubernetes-disruption-budget-exists",
    on: "modelkeep-serving/model-server|PodDisruptionBudget",
    fails: ["remove modelkeep-serving/model-server|PodDisruptionBudget"],
  },
  forbiddenType("kubernetes-opaque-none", "kubernetes:helm.sh/v3:Release"),
  {
    rule: "kubernetes-network-policy-front-door-only",
    on: "modelkeep-serving/grant-search",
    fails: [`${grant} ports 0 port = 8000`, `${grant} ports 0 protocol = "UDP"`],
  },
  {
    rule: "kubernetes-network-policy-front-door-only",
    on: "kube-system/core-dns",
    onAws: true,
    fails: [
      `${grant} ports 0 port = 9153`,
      `${grant} ports 0 protocol = "SCTP"`,
      'metadata namespace = "default"',
      'spec podSelector matchLabels k8s-app = "other"',
    ],
  },
  {
    rule: "kubernetes-network-policy-named-pods",
    on: "modelkeep-serving/grant-search",
    fails: [`${grant} from 0 podSelector -`, `${grant} from 0 podSelector = {}`],
  },
  {
    rule: "kubernetes-network-policy-named-pods",
    on: "kube-system/core-dns",
    onAws: true,
    fails: [`${grant} ports 1 port = 9153`, `${grant} ports -`],
  },
];
