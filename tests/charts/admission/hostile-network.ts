import { serving } from "../keep-specs.ts";

import { type Attempt, create } from "./attempt.ts";
import { frontDoorPorts, inServing, podLabels } from "./keep.ts";

const policy = (rule: string, what: string, spec: object): Attempt =>
  create(rule, what, {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: inServing("trial"),
    spec: { podSelector: {}, ...spec },
  });
const from = (what: string, ...peers: object[]) => policy("network-peers", what, { ingress: [{ from: peers }] });
const range = (cidr: string, direction: "ingress" | "egress", except?: string[]) =>
  policy("network-ranges", `${direction} for ${cidr}${except ? ` but ${except}` : ""}`, {
    policyTypes: [direction === "ingress" ? "Ingress" : "Egress"],
    [direction]: [{ [direction === "ingress" ? "from" : "to"]: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }] }],
  });
const service = (rule: string, what: string, spec: object, name = "trial"): Attempt =>
  create(rule, what, {
    apiVersion: "v1",
    kind: "Service",
    metadata: inServing(name),
    spec: { selector: podLabels, ports: frontDoorPorts(), ...spec },
  });
const namespaceName = "kubernetes.io/metadata.name";

/** Policies, Services and routes. */
export const hostileNetwork: Attempt[] = [
  policy("network-peers", "ingress from everybody: a rule without peers", { ingress: [{}] }),
  policy("network-peers", "ingress from everybody on one port", { ingress: [{ ports: [{ port: 8443 }] }] }),
  policy("network-peers", "egress to everybody", { policyTypes: ["Egress"], egress: [{}] }),
  from("every namespace", { namespaceSelector: {} }),
  from("every pod of every namespace", { namespaceSelector: {}, podSelector: {} }),
  from(
    "every namespace, behind a good peer",
    { namespaceSelector: { matchLabels: { [namespaceName]: "support" } } },
    { namespaceSelector: {} },
  ),
  from("namespaces that call themselves friends", { namespaceSelector: { matchLabels: { friend: "true" } } }),
  from("every namespace but one", { namespaceSelector: { matchExpressions: [{ key: namespaceName, operator: "NotIn", values: ["x"] }] } }),
  from("every namespace that has a name", { namespaceSelector: { matchExpressions: [{ key: namespaceName, operator: "Exists" }] } }),
  policy("network-peers", "egress to every namespace", { policyTypes: ["Egress"], egress: [{ to: [{ namespaceSelector: {} }] }] }),

  range("0.0.0.0/0", "ingress"),
  range("0.0.0.0/0", "egress"),
  range("::/0", "ingress"),
  range("::/0", "egress"),
  range("0.0.0.0/0", "egress", ["10.0.0.0/8"]),
  range("128.0.0.0/1", "egress"),
  range("8.8.8.8/32", "egress"),
  range("169.254.169.254/32", "egress"),
  range("169.254.0.0/16", "egress"),
  range("fd00:ec2::254/128", "egress"),
  range("2001:db8::/32", "ingress"),

  create("foreign-network-policies", "a policy of Cilium", {
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: inServing("trial"),
    spec: { endpointSelector: {}, ingress: [{ fromEntities: ["world"] }] },
  }),

  service("service-exposure", "a load balancer", { type: "LoadBalancer" }),
  service("service-exposure", "a node port", { type: "NodePort" }),
  service("service-exposure", "the front door's node port under another name", { type: "NodePort", ports: frontDoorPorts(30_443) }),
  service(
    "service-exposure",
    "another node port under the front door's name",
    { type: "NodePort", ports: frontDoorPorts(30_444) },
    "model-server",
  ),
  service(
    "service-exposure",
    "a second node port at the front door",
    { type: "NodePort", ports: [...frontDoorPorts(30_443), { name: "more", port: 9000, nodePort: 30_500 }] },
    "model-server",
  ),
  service(
    "service-exposure",
    "a load balancer under the front door's name",
    { type: "LoadBalancer", ports: frontDoorPorts(30_443) },
    "model-server",
  ),
  service("service-exposure", "an external name", { type: "ExternalName", externalName: "evil.example" }),
  service("service-exposure", "an external address", { externalIPs: ["203.0.113.7"] }),

  service("service-backends", "a Service without pods, for hand-written endpoints", { selector: {} }),
  create("service-backends", "endpoints written by hand", {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { ...inServing("trial"), labels: { "kubernetes.io/service-name": "model-server" } } as never,
    addressType: "IPv4",
    endpoints: [{ addresses: ["10.9.9.9"] }],
    ports: [{ name: "front-door", port: 8443 }],
  }),
  create("service-backends", "endpoints of the old kind written by hand", {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: inServing("trial"),
    subsets: [{ addresses: [{ ip: "10.9.9.9" }], ports: [{ port: 8443 }] }],
  }),

  create("routes", "an ingress", {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: inServing("trial"),
    spec: { defaultBackend: { service: { name: "model-server", port: { number: 8443 } } } },
  }),
  create("routes", "a route of a gateway", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "trial", namespace: serving },
    spec: {},
  }),
];
