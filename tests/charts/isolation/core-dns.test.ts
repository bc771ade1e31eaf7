import { expect, test } from "vitest";
import { coreDnsPolicies } from "../../../charts/isolation/core-dns.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { onAws, onCluster } from "../keep-specs.ts";
import { policyOf } from "./policies.ts";

const reach = { apiServer: ["172.20.0.1/32", "10.64.0.0/20"], resolvers: ["10.64.0.2/32", "169.254.169.253/32"] };
const dns = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

test("CoreDNS answers the keep and its clients, and reaches the API server and its resolvers, in both directions isolated", () => {
  expect(policyOf(coreDnsPolicies([onAws], reach), "kube-system/core-dns")).toEqual({
    podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: ["modelkeep-demo-probes", "modelkeep-demo-serving", "support"].map(namespace), ports: dns }],
    egress: [
      { to: [{ ipBlock: { cidr: "172.20.0.1/32" } }, { ipBlock: { cidr: "10.64.0.0/20" } }], ports: [{ protocol: "TCP", port: 443 }] },
      { to: [{ ipBlock: { cidr: "10.64.0.2/32" } }, { ipBlock: { cidr: "169.254.169.253/32" } }], ports: dns },
    ],
  });
});

test("it does not answer a model server that needs no names", { tags: ["no-dns-for-nameless-server"] }, () => {
  const { ingress } = policyOf(coreDnsPolicies([onCluster], reach), "kube-system/core-dns");
  expect(ingress![0]!.from).toEqual(["modelkeep-demo-probes", "search", "support"].map(namespace));
});

test("it is no part of the isolation, which also runs on clusters whose DNS is others' too", () => {
  for (const spec of [onAws, onCluster]) for (const { metadata } of isolation([spec])) expect(metadata.namespace).not.toBe("kube-system");
});

for (const [name, bad] of Object.entries({
  "no API server": { ...reach, apiServer: [] },
  "no resolver": { ...reach, resolvers: [] },
  "the API server everywhere": { ...reach, apiServer: ["0.0.0.0/0"] },
  "resolvers everywhere": { ...reach, resolvers: ["::/0"] },
}))
  test(`refused: ${name}`, () => expect(() => coreDnsPolicies([onAws], bad)).toThrow(/CoreDNS.*(no range is known|is too wide)/));
