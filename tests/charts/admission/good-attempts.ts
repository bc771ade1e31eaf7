import { modelServerAccount, modelServerSelector } from "../../../charts/names.ts";
import { serving } from "../keep-specs.ts";
import { type Attempt, create, patch } from "./attempt.ts";
import { frontDoorPorts, inServing, keep } from "./keep.ts";
import { pod, selector, template } from "./pods.ts";
import { renderedObjects, renderedPod } from "./rendered.ts";

const controller = { user: "system:serviceaccount:kube-system:endpointslice-controller", groups: ["system:masters"] };

/** The rule by which an object of the keep might be refused. */
const ruleOf: Record<string, string> = {
  Service: "service-exposure",
  Deployment: "server-arguments",
  NetworkPolicy: "network-peers",
  Job: "gpu-request",
};

/** Everything that the charts make, under names of its own, as some of it stands already. */
const rendered = [...renderedObjects(), renderedPod()].map((object) =>
  create(ruleOf[object.kind] ?? "known-command", `rendered: ${object.kind} ${object.metadata.namespace}/${object.metadata.name}`, {
    ...object,
    metadata: object.kind === "Service" ? object.metadata : { ...object.metadata, name: `again-${object.metadata.name}` },
  }),
);

/** What the keep itself does, and what others do elsewhere: all of it passes. */
export const goodAttempts: Attempt[] = [
  ...rendered,
  pod("image-digest", "the model server's pod"),
  pod("image-digest", "a volume from an image of the keep", (spec) =>
    spec.volumes.push({ name: "tools", image: { reference: keep.images.envoy } }),
  ),
  create("known-command", "the model server's Deployment", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: inServing("trial"),
    spec: { selector, template: template() },
  }),
  create("known-command", "a Job of the keep's images", {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: inServing("trial"),
    spec: { template: template(() => {}, "Never") },
  }),
  pod("server-arguments", "another context length", ({ containers: [server] }) => {
    server.args = server.args!.map((word) => (word.startsWith("--max-model-len=") ? "--max-model-len=4096" : word));
  }),
  pod("server-arguments", "another node of a replica, without an API", ({ containers: [server] }) => {
    server.args = [...server.args!.filter((word) => !word.startsWith("--uds=")), "--headless"];
  }),
  pod("environment", "the credentials' address that the Pod Identity webhook gives to the loader", ({ initContainers: [loader] }) => {
    loader.env = [{ name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" }];
  }),
  pod("environment", "developer mode switched off in so many words", ({ containers: [, door] }) => {
    door.env!.push({ name: "VLLM_SERVER_DEV_MODE", value: "0" });
  }),
  pod("server-arguments", "a pod many times as large as the keep's, within what expressions may cost", (spec) => {
    const [server, door] = spec.containers;
    const env = Array.from({ length: 60 }, (_, i) => ({ name: `SETTING_${i}`, value: "x".repeat(100) }));
    const tool = { ...door, image: keep.images.envoy.replace("/envoy@", "/tool@"), command: ["tool"], args: [], env };
    (spec.containers as unknown[]).push(...Array.from({ length: 30 }, (_, i) => ({ ...tool, name: `tool-${i}` })));
    server.args!.push(...server.args!.slice(1), ...server.args!.slice(1), ...server.args!.slice(1));
  }),
  pod("service-links", "a pod without service links"),
  pod("account-token", "the token that EKS Pod Identity projects"),
  pod("process-namespace", "a pod whose containers do not see each other"),
  pod("scheduled", "a pod for the scheduler"),
  pod("gpu-request", "a pod of the keep beside the GPU nodes", (spec) => {
    delete spec["tolerations"];
    delete spec.containers[0].resources;
  }),
  { rule: "interactive-access", what: "logs", method: "GET", path: `/api/v1/namespaces/${serving}/pods/running` },
  { rule: "interactive-access", what: "exec elsewhere", method: "GET", path: "/api/v1/namespaces/default/pods/none/exec?command=id" },
  {
    ...patch("ephemeral-containers", "an ephemeral container elsewhere", "/api/v1/namespaces/default/pods/elsewhere/ephemeralcontainers", {
      spec: { ephemeralContainers: [{ name: "debugger", image: "docker.io/library/busybox" }] },
    }),
    type: "application/strategic-merge-patch+json",
  },
  { rule: "node-proxy", what: "numbers of a kubelet", method: "GET", path: "/api/v1/nodes/node-0/proxy/metrics/cadvisor" },
  {
    rule: "token-request",
    what: "a token for a kubelet's pod",
    method: "POST",
    path: `/api/v1/namespaces/${serving}/serviceaccounts/${modelServerAccount}/token`,
    body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { audiences: ["pods.eks.amazonaws.com"] } },
    as: { user: "system:node:node-0", groups: ["system:nodes", "system:masters"] },
  },
  create("token-secret", "a certificate", {
    apiVersion: "v1",
    kind: "Secret",
    type: "Opaque",
    metadata: inServing("trial"),
    data: { "tls.crt": "" },
  }),
  create("network-ranges", "a private range", {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: inServing("trial"),
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "fd12::/64" } }] }] },
  }),
  create("network-peers", "a policy for everybody elsewhere", {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "trial", namespace: "default" },
    spec: { podSelector: {}, ingress: [{}] },
  }),
  create("foreign-network-policies", "a policy of Cilium elsewhere", {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "trial", namespace: "default" },
    spec: {},
  }),
  create("service-exposure", "the front door's Service with its node port", {
    apiVersion: "v1",
    kind: "Service",
    metadata: inServing("model-server"),
    spec: { type: "NodePort", selector: modelServerSelector(keep.name, keep.server), ports: frontDoorPorts(keep.network.nodePort) },
  }),
  create("service-backends", "a headless Service over the replicas", {
    apiVersion: "v1",
    kind: "Service",
    metadata: inServing("model-server-replicas"),
    spec: { clusterIP: "None", selector: modelServerSelector(keep.name, keep.server), ports: frontDoorPorts() },
  }),
  {
    ...create("service-backends", "endpoints by the controller", {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: inServing("trial"),
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.1.0.9"] }],
    }),
    as: controller,
  },
  create("routes", "an ingress elsewhere", {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "trial", namespace: "default" },
    spec: { defaultBackend: { service: { name: "shop", port: { number: 80 } } } },
  }),
  create("roles", "a role that reads pods", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: inServing("trial"),
    rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"] }],
  }),
  create("roles", "the role of operators for another group", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: inServing("trial"),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "modelkeep-demo-operator" },
    subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "more-operators" }],
  }),
  patch("namespace-labels", "a newer version of the profile", `/api/v1/namespaces/${serving}`, {
    metadata: { labels: { "pod-security.kubernetes.io/enforce-version": "v1.37", team: "models" } },
  }),
  patch("namespace-labels", "another namespace without Pod Security", "/api/v1/namespaces/support", {
    metadata: { labels: { team: "x" } },
  }),
  { rule: "namespace-labels", what: "another namespace deleted", method: "DELETE", path: "/api/v1/namespaces/support" },
];
