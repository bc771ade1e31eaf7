import fc from "fast-check";
import { expect, test } from "vitest";
import { isolation } from "../../../charts/isolation/isolation.ts";
import type { ClientSpec, KeepSpec } from "../../../charts/keep-spec.ts";
import { consumer, onAws, onCluster, workload } from "../keep-specs.ts";
import { peersOf, policiesOf, policyOf } from "./policies.ts";

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
const range = fc
  .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 32 }))
  .map(([a, b, c, prefix]) => `${a}.${b}.${c}.0/${prefix}`);
const ranges = fc.uniqueArray(range, { minLength: 1, maxLength: 4 });
const client: fc.Arbitrary<ClientSpec> = fc
  .tuple(label, label, label, fc.boolean())
  .map(([name, namespace, account, cluster]) => (cluster ? workload(name, { namespace, serviceAccount: account }) : consumer(name)));
const spec: fc.Arbitrary<KeepSpec> = fc
  .record({
    base: fc.constantFrom(onAws, onCluster),
    clients: fc.uniqueArray(client, { maxLength: 6, selector: ({ name }) => name }),
    loadBalancerRanges: ranges,
    vaultRanges: ranges,
    podIdentity: fc.boolean(),
  })
  .map(({ base, clients, ...network }) => ({ ...base, clients, network: { ...base.network, ...network } }));

test("a workload gets in from its namespace with its label, on the front door's port alone", {
  tags: ["client-grant-by-namespace-and-label"],
}, () => {
  expect(policyOf(isolation([onAws]), "modelkeep-demo-serving/grant-support-bot")).toEqual({
    podSelector: {
      matchLabels: {
        "app.kubernetes.io/instance": "demo",
        "app.kubernetes.io/name": "model-server",
        "app.kubernetes.io/component": "model-server",
      },
    },
    policyTypes: ["Ingress"],
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "support" } },
            podSelector: { matchLabels: { "modelkeep/client": "support-bot" } },
          },
        ],
        ports: [{ protocol: "TCP", port: 8443 }],
      },
    ],
  });
});

test("of a replica on several nodes only the first pod, which has the front door, is granted", () => {
  const spec = { ...onAws, hardware: { ...onAws.hardware, nodes: 2 } };
  for (const grant of ["grant-support-bot", "grant-partner"])
    expect(policyOf(isolation([spec]), `modelkeep-demo-serving/${grant}`).podSelector.matchLabels).toMatchObject({
      "leaderworkerset.sigs.k8s.io/worker-index": "0",
    });
});

test("a PrivateLink client gets in from the load balancer's subnets", () => {
  const { ingress } = policyOf(isolation([onAws]), "modelkeep-demo-serving/grant-partner");
  expect(ingress).toEqual([
    { from: [{ ipBlock: { cidr: "10.64.1.0/28" } }, { ipBlock: { cidr: "10.64.1.16/28" } }], ports: [{ protocol: "TCP", port: 8443 }] },
  ]);
});

test("no policy of any keep has a peer that means everybody, or a rule without peers or ports", { tags: ["shows-D2"] }, () => {
  fc.assert(
    fc.property(spec, (keep) => {
      for (const policy of policiesOf(isolation([keep]))) {
        const { ingress = [], egress = [] } = policy.spec;
        for (const { from, ports } of ingress) expect([from.length > 0, ports.length > 0]).toEqual([true, true]);
        for (const { to, ports } of egress) expect([to.length > 0, ports.length > 0]).toEqual([true, true]);
        for (const peer of peersOf(policy.spec)) {
          if ("ipBlock" in peer) {
            const { loadBalancerRanges, vaultRanges } = keep.network;
            expect([...loadBalancerRanges, ...vaultRanges, "169.254.170.23/32"]).toContain(peer.ipBlock.cidr);
          } else {
            expect(Object.keys(peer.namespaceSelector.matchLabels)).toEqual(["kubernetes.io/metadata.name"]);
            expect(Object.keys("podSelector" in peer ? peer.podSelector.matchLabels : {})).toHaveLength(1);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("what gets in is one policy for each client, and taking a client away takes its policy and changes nothing else", () => {
  fc.assert(
    fc.property(spec, fc.nat(), (keep, pick) => {
      const all = isolation([keep]);
      const inward = policiesOf(all).filter(({ spec }) => (spec.ingress ?? []).length > 0);
      expect(inward.map(({ id }) => id)).toEqual(keep.clients.map(({ name }) => `modelkeep-demo-serving/grant-${name}`));
      if (keep.clients.length === 0) return;
      const gone = keep.clients[pick % keep.clients.length]!;
      const rest = isolation([{ ...keep, clients: keep.clients.filter((client) => client !== gone) }]);
      expect(rest).toEqual(all.filter(({ kind, metadata }) => kind !== "NetworkPolicy" || metadata.name !== `grant-${gone.name}`));
    }),
    { numRuns: 100 },
  );
});

test("objects are plain data in the same order each time", () => {
  fc.assert(
    fc.property(spec, (keep) => {
      const text = JSON.stringify(isolation([keep]));
      expect(JSON.stringify(isolation([structuredClone(keep)]))).toBe(text);
      expect(JSON.parse(text)).toEqual(isolation([keep]));
    }),
    { numRuns: 50 },
  );
});

const network = (change: Partial<KeepSpec["network"]>): KeepSpec => ({ ...onAws, network: { ...onAws.network, ...change } });
const hostile: [string, KeepSpec, RegExp][] = [
  ["PrivateLink without ranges would admit every address", network({ loadBalancerRanges: [] }), /client partner .*no range is known/],
  ["a load balancer of every address", network({ loadBalancerRanges: ["0.0.0.0/0"] }), /client partner .*0\.0\.0\.0\/0 is too wide/],
  ["one bad range among good ones", network({ loadBalancerRanges: ["10.0.0.0/28", "::/0"] }), /::\/0 is too wide/],
  ["every address in two halves", network({ vaultRanges: ["0.0.0.0/1", "128.0.0.0/1"] }), /0\.0\.0\.0\/1 is too wide/],
  ["a range without a prefix", network({ vaultRanges: ["10.0.0.1"] }), /"10\.0\.0\.1" is not an address range/],
  ["a vault without ranges would open 443 to every address", network({ vaultRanges: [] }), /vault's endpoint: no range is known/],
  ["a vault that is everywhere", network({ vaultRanges: ["0.0.0.0/0"] }), /vault's endpoint: 0\.0\.0\.0\/0 is too wide/],
];
for (const [name, keep, message] of hostile)
  test(`refused: ${name}`, { tags: ["client-grants-refused"] }, () => expect(() => isolation([keep])).toThrow(message));
