import { modelServerAccount } from "../../../charts/names.ts";
import { probing, serving } from "../keep-specs.ts";
import { type Attempt, create, patch } from "./attempt.ts";
import { inServing } from "./keep.ts";

const core = `/api/v1/namespaces/${serving}`;
const connect = (what: string, path: string): Attempt => ({ rule: "interactive-access", what, method: "GET", path: `${core}/${path}` });
const node = (what: string, path: string): Attempt => ({
  rule: "node-proxy",
  what,
  method: "GET",
  path: `/api/v1/nodes/node-0/proxy${path}`,
});
const rbac = "rbac.authorization.k8s.io/v1";
const role = (what: string, rule: { apiGroups: string[]; resources: string[]; verbs: string[] }): Attempt =>
  create("roles", what, { apiVersion: rbac, kind: "Role", metadata: inServing("trial"), rules: [rule] });
const grant = (what: string, roleRef: { kind: string; name: string }, group: string): Attempt =>
  create("roles", what, {
    apiVersion: rbac,
    kind: "RoleBinding",
    metadata: inServing("trial"),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", ...roleRef },
    subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: group }],
  });
const relabel = (what: string, labels: Record<string, string | null>, subresource = ""): Attempt =>
  patch("namespace-labels", what, `/api/v1/namespaces/${serving}${subresource}`, { metadata: { labels } });
const tokens = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { audiences: ["pods.eks.amazonaws.com"] } };

/** Ways into a pod, to its rights, and to the fences around it. */
export const hostileWaysIn: Attempt[] = [
  connect("exec", "pods/running/exec?command=id&stdout=1"),
  connect("attach", "pods/running/attach?stdout=1"),
  connect("port-forward", "pods/running/portforward?ports=8443"),
  connect("the API server's proxy to a pod", "pods/running/proxy/v1/models"),
  connect("the API server's proxy to a Service", "services/model-server:8443/proxy/v1/models"),
  node("a command in a pod of the keep, by the kubelet", `/exec/${serving}/running/model-server?command=id`),
  node("a run of a command by the kubelet", `/run/${serving}/running/model-server?cmd=id`),
  node("logs by the kubelet", `/containerLogs/${serving}/running/model-server`),
  node("a path that climbs out of the harmless one", `/metrics/../exec/${serving}/running/model-server`),
  node("the same, encoded", `/metrics%2f..%2fexec/${serving}/running/model-server`),
  {
    rule: "token-request",
    what: "a token of the server's account",
    method: "POST",
    path: `${core}/serviceaccounts/${modelServerAccount}/token`,
    body: tokens,
  },
  create("token-secret", "a secret that is filled with a token", {
    apiVersion: "v1",
    kind: "Secret",
    type: "kubernetes.io/service-account-token",
    metadata: { ...inServing("trial"), annotations: { "kubernetes.io/service-account.name": modelServerAccount } } as never,
  }),

  role("a role that enters pods", { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }),
  role("a role with every resource", { apiGroups: [""], resources: ["*"], verbs: ["get"] }),
  role("a role with every subresource of that name", { apiGroups: [""], resources: ["*/exec"], verbs: ["create"] }),
  role("a role with every verb", { apiGroups: [""], resources: ["pods"], verbs: ["*"] }),
  role("a role that reads secrets", { apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["get"] }),
  role("a role that gives itself more", { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["escalate"] }),
  grant("the cluster's edit role", { kind: "ClusterRole", name: "edit" }, "somebody"),
  grant("the cluster's highest role", { kind: "ClusterRole", name: "cluster-admin" }, "somebody"),
  grant("a look inside for everybody", { kind: "ClusterRole", name: "view" }, "system:authenticated"),

  relabel("Pod Security lowered", { "pod-security.kubernetes.io/enforce": "privileged" }),
  relabel("Pod Security taken off", { "pod-security.kubernetes.io/enforce": null }),
  relabel("Pod Security taken off through the status", { "pod-security.kubernetes.io/enforce": null }, "/status"),
  relabel("the audit mode taken off", { "pod-security.kubernetes.io/audit": null }),
  relabel("an older version of the profile", { "pod-security.kubernetes.io/enforce-version": "v1.20" }),
  relabel("no version of the profile", { "pod-security.kubernetes.io/enforce-version": null }),
  relabel("the keep's own label taken off", { "app.kubernetes.io/part-of": null }),
  relabel("another keep's name", { "app.kubernetes.io/instance": "other" }),
  { rule: "namespace-labels", what: "a namespace deleted", method: "DELETE", path: `/api/v1/namespaces/${probing}` },
];
