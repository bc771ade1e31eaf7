import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../../doctor/snapshot.ts";
import { type Edit, put } from "../../infra/settings/good-settings.ts";
import { findingOf, readOf } from "../clusters.ts";

const dnsOf = (change: (snapshot: Snapshot) => void, ...edits: readonly Edit[]) => findingOf("dns", "talos", change, ...edits);
const cache = (change: object) => (snapshot: Snapshot) => {
  const usual = { namespace: "kube-system", name: "node-local-dns", labels: {}, hostNetwork: true, addresses: [], ports: [53], desired: 2 };
  snapshot.nodeLocalDns = { read: [{ ...usual, ...change }] };
};

describe("a way that no setting opens is not in order", { tags: ["doctor-dns-closed"] }, () => {
  test.each([
    ["a cache on an address of IPv6", cache({ addresses: ["fd00::10"] }), "fails"],
    ["a cache on an address that is public", cache({ addresses: ["34.118.224.10"] }), "fails"],
    ["a cache whose addresses are not told", cache({}), "undecided"],
  ])("%s", (_, change, state) => {
    const found = dnsOf(change);
    expect(found).toMatchObject({ state, administrator: expect.stringContaining("target.dns") });
    expect(found.fix).toBeUndefined();
  });

  test("a port that no setting opens is told as it is", () => {
    const found = dnsOf((snapshot) => {
      for (const { ports } of readOf(snapshot.dnsServices)[0]?.endpoints ?? []) for (const one of ports) one.port = 9053;
    });
    expect(found).toMatchObject({ state: "fails", seen: expect.stringContaining("port 9053, which no setting opens") });
  });
});

test("another Service of DNS beside the cluster's own need not be asked", { tags: ["doctor-dns-of-others"] }, () => {
  const found = dnsOf((snapshot) => {
    const [first] = readOf(snapshot.dnsServices);
    if (first) readOf(snapshot.dnsServices).push({ ...first, name: "bind", selector: { app: "bind" } });
  });
  expect(found).toMatchObject({ state: "undecided", fix: { path: "target.dns" } });
});

test("whether an address that the settings name answers is not known", { tags: ["doctor-dns-by-address"] }, () => {
  const none = (snapshot: Snapshot) => {
    snapshot.dnsServices = { read: [] };
  };
  expect(dnsOf(none).state).toBe("fails");
  expect(dnsOf(none, put("target.dns", [{ kind: "address", address: "10.1.1.1" }])).state).toBe("undecided");
});
