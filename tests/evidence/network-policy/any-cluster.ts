import fc from "fast-check";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";

/**
 * Clusters of two or three namespaces, three to five pods and up to four policies, small enough that selectors, ports and blocks often meet
 * and often just miss each other. Out of them stay what the judge cannot read: IPv6, names of ports towards addresses, host networks.
 */

const namespaces = ["red", "green", "blue"];
const label = fc.record({ app: fc.constantFrom("a", "b", "c"), tier: fc.constantFrom("x", "y") }, { requiredKeys: [] });
const key = fc.constantFrom("app", "tier");
const values = fc.uniqueArray(fc.constantFrom("a", "b", "x", "y"), { minLength: 1, maxLength: 2 });

const selector = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: label.map((matchLabels) => ({ matchLabels })) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({ key, operator: fc.constantFrom("In", "NotIn"), values }).map((one) => ({ matchExpressions: [one] })),
      fc.record({ key, operator: fc.constantFrom("Exists", "DoesNotExist") }).map((one) => ({ matchExpressions: [one] })),
      fc
        .record({ key, operator: fc.constantFrom("In", "NotIn"), values }, { requiredKeys: ["key", "operator", "values"] })
        .chain((one) => label.map((matchLabels) => ({ matchLabels, matchExpressions: [one] }))),
    ),
  },
);

const block = fc
  .constantFrom(
    { cidr: "10.0.0.0/8", within: ["10.1.0.0/16", "10.1.2.0/24", "10.128.0.0/9"] },
    { cidr: "10.1.0.0/16", within: ["10.1.2.0/24", "10.1.255.255/32"] },
    { cidr: "0.0.0.0/0", within: ["10.0.0.0/8", "169.254.169.254/32", "128.0.0.0/1"] },
    { cidr: "192.168.7.9/32", within: [] },
  )
  .chain(({ cidr, within }) =>
    fc
      .subarray<string>([...within], { maxLength: Math.min(2, within.length) })
      .map((except) => ({ ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } })),
  );

const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  selector.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
);

const protocol = fc.constantFrom("TCP", "UDP", "SCTP");
const numbered = fc.oneof(
  fc.record({ protocol, port: fc.constantFrom(1, 53, 80, 8080, 65535) }, { requiredKeys: ["port"] }),
  fc.record({ protocol, port: fc.constantFrom(50, 79), endPort: fc.constantFrom(80, 8080, 65535) }, { requiredKeys: ["port", "endPort"] }),
  fc.record({ protocol }),
);
const anyPort = fc.oneof(
  { weight: 3, arbitrary: numbered },
  { weight: 2, arbitrary: fc.record({ protocol, port: fc.constantFrom("web", "dns") }, { requiredKeys: ["port"] }) },
);
const few = <T>(one: fc.Arbitrary<T>, maxLength = 2) => fc.array(one, { maxLength });

/** An empty list and one that is not there mean the same, and both are written. */
const withLists = (peers: "from" | "to") => (rule: { peers: unknown[]; ports: unknown[]; bare: boolean }) => ({
  ...(rule.bare && rule.peers.length === 0 ? {} : { [peers]: rule.peers }),
  ...(rule.bare && rule.ports.length === 0 ? {} : { ports: rule.ports }),
});

const ingressRule = fc.record({ peers: few(fc.oneof(peer, block)), ports: few(anyPort), bare: fc.boolean() }).map(withLists("from"));
const egressRule = fc
  .oneof(
    fc.record({ peers: few(fc.oneof(peer, block)), ports: few(numbered), bare: fc.boolean() }),
    fc.record({ peers: fc.array(peer, { minLength: 1, maxLength: 2 }), ports: few(anyPort), bare: fc.boolean() }),
  )
  .map(withLists("to"));

const spec = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.constantFrom(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
    ingress: few(ingressRule),
    egress: few(egressRule),
  },
  { requiredKeys: ["podSelector"] },
);

const containerPorts = fc.subarray([
  { name: "web", containerPort: 8080 },
  { name: "dns", containerPort: 53, protocol: "UDP" },
]);

const name = (prefix: string, i: number) => `${prefix}-${i}`;

export const anyCluster: fc.Arbitrary<KubernetesObject[]> = fc
  .record({
    labels: fc.tuple(label, label, label),
    count: fc.constantFrom(2, 3),
    pods: fc.array(fc.record({ at: fc.nat(2), labels: label, ports: containerPorts }), { minLength: 3, maxLength: 5 }),
    policies: fc.array(fc.record({ at: fc.nat(2), spec }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ labels, count, pods, policies }) => [
    ...namespaces.slice(0, count).map((namespace, i) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: namespace, labels: { ...labels[i], "kubernetes.io/metadata.name": namespace } as Record<string, string> },
    })),
    ...pods.map((pod, i) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: name("pod", i), namespace: namespaces[pod.at % count]!, labels: pod.labels as Record<string, string> },
      spec: { containers: [{ name: "main", image: "registry.example.com/none", ports: pod.ports }] },
    })),
    ...policies.map((policy, i) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: name("policy", i), namespace: namespaces[policy.at % count]! },
      spec: policy.spec,
    })),
  ]);
