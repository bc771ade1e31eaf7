import { describe, expect, test } from "vitest";
import { type PlatformName, platformNames, platformOf } from "../../../catalog/platforms.ts";
import { dnsAddresses, dnsEgress } from "../../../charts/isolation/dns-egress.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { onAws, onCluster } from "../keep-specs.ts";
import { policiesOf, policyOf } from "./policies.ts";

const asking = (dns: typeof onCluster.network.dns) => ({ network: { dns } });

/** Who is asked on which ports, in short. */
function ways(rules: ReturnType<typeof dnsEgress>): string[] {
  return rules.flatMap(({ to, ports }) =>
    to.map((peer) => {
      const whom =
        "ipBlock" in peer
          ? peer.ipBlock.cidr
          : `${Object.values(peer.namespaceSelector.matchLabels!)} ${"podSelector" in peer ? JSON.stringify(peer.podSelector.matchLabels) : ""}`;
      return `${whom} ${ports.map(({ protocol, port }) => `${protocol} ${port}`).join(", ")}`;
    }),
  );
}

const kubeDns = 'kube-system {"k8s-app":"kube-dns"} UDP 53, TCP 53';

describe("the cluster's DNS by platform", { tags: ["dns-of-each-platform"] }, () => {
  const expected: Readonly<Record<PlatformName, string[]>> = {
    gke: [
      kubeDns,
      'kube-system {"k8s-app":"node-local-dns"} UDP 53, TCP 53',
      "169.254.20.10/32 UDP 53, TCP 53",
      "169.254.169.254/32 UDP 53, TCP 53",
    ],
    aks: [kubeDns, "169.254.10.11/32 UDP 53, TCP 53"],
    openshift: ['openshift-dns {"dns.operator.openshift.io/daemonset-dns":"default"} UDP 5353, TCP 5353'],
    rke2: [kubeDns],
    talos: [kubeDns],
    k3s: [kubeDns],
    eks: [kubeDns],
    other: [kubeDns],
  };
  test.each(platformNames)("%s", (name) => {
    expect(ways(dnsEgress(asking(platformOf(name).dns)))).toEqual(expected[name]);
  });
});

test("each port has a rule of its own, so that no peer is reached on another's", () => {
  const rules = dnsEgress(asking([...platformOf("openshift").dns, ...platformOf("aks").dns]));
  expect(rules.map(({ ports }) => ports.map(({ port }) => port))).toEqual([
    [5353, 5353],
    [53, 53],
  ]);
});

test("every policy that lets pods ask for names opens the same ways", () => {
  const dns = [...platformOf("gke").dns, ...platformOf("openshift").dns];
  const spec = { ...onAws, network: { ...onAws.network, dns } };
  const objects = isolation([spec]);
  const asked = dnsEgress(spec);
  expect(policyOf(objects, "modelkeep-demo-probes/probe-to-dns").egress).toEqual(asked);
  expect(policyOf(objects, "modelkeep-demo-serving/loader-to-dns").egress).toEqual(asked);
  expect(policiesOf(isolation([{ ...onCluster, network: { ...onCluster.network, dns: [] } }])).length).toBeGreaterThan(0);
});

test("addresses are single ones", () => {
  expect(dnsAddresses(asking(platformOf("gke").dns))).toEqual(["169.254.20.10/32", "169.254.169.254/32"]);
  expect(dnsAddresses(asking(platformOf("talos").dns))).toEqual([]);
});
