import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allIpv4,
  meet as common,
  everywhere,
  format,
  internet,
  isEmpty,
  listNamed,
  without as minus,
  rangeOf,
} from "../../../../evidence/reach/space/addresses.ts";
import { interval } from "../../../../evidence/reach/space/intervals.ts";
import { type Box, formatProtocol, meet, type Traffic, tcpTraffic, without } from "../../../../evidence/reach/space/traffic.ts";

/** Packets of a tiny world: four addresses, four protocols, four ports. */
const side = [0, 1, 2, 3];
const packets = side.flatMap((address) => side.flatMap((protocol) => side.map((port) => ({ address, protocol, port }))));
const range = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const anyBox = fc.tuple(range, range, range).map(
  ([address, protocol, port]): Box => ({
    addresses: { ipv4: interval(...address), ipv6: [], lists: [] },
    protocols: interval(...protocol),
    ports: interval(...port),
    hops: [],
    unknown: [],
  }),
);
const holds = (traffic: Traffic, { address, protocol, port }: (typeof packets)[number]) =>
  traffic.some(({ addresses, protocols, ports }) =>
    (
      [
        [addresses.ipv4, address],
        [protocols, protocol],
        [ports, port],
      ] as const
    ).every(([set, number]) => set.some(({ first, last }) => first <= number && number <= last)),
  );

test("meeting and taking away are what they are packet by packet", () => {
  fc.assert(
    fc.property(fc.array(anyBox, { maxLength: 3 }), anyBox, (traffic, box) => {
      for (const packet of packets) {
        expect(holds(meet(traffic, [box]), packet)).toBe(holds(traffic, packet) && holds([box], packet));
        expect(holds(without(traffic, box), packet)).toBe(holds(traffic, packet) && !holds([box], packet));
      }
    }),
  );
});

test("what is uncertain takes nothing away", { tags: ["uncertain-takes-nothing-away"] }, () => {
  const [box] = tcpTraffic(allIpv4, interval(443, 443)) as [Box];
  expect(without([box], { ...box, unknown: ["a range"] })).toEqual([box]);
  expect(without([box], box)).toEqual([]);
});

describe("addresses", () => {
  test("the internet has no private, shared, link-local or multicast address", () => {
    for (const cidr of [
      "10.0.0.0/8",
      "100.64.0.0/10",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "169.254.0.0/16",
      "224.0.0.0/4",
      "fd00::/8",
      "fe80::/10",
      "ff00::/8",
    ])
      expect(isEmpty(common(rangeOf(cidr), internet)), cidr).toBe(true);
    for (const cidr of ["1.1.1.1/32", "172.32.0.0/32", "100.128.0.0/32", "2606:4700::/32"])
      expect(common(rangeOf(cidr), internet), cidr).toEqual(rangeOf(cidr));
  });

  test("a list of unknown entries is among the addresses of the internet, and among no private ones", () => {
    expect(common(listNamed("pl-1"), everywhere).lists).toEqual(["pl-1"]);
    expect(common(rangeOf("8.8.8.0/24"), listNamed("pl-1")).lists).toEqual(["pl-1"]);
    expect(isEmpty(common(listNamed("pl-1"), rangeOf("10.0.0.0/8")))).toBe(true);
    expect(isEmpty(minus(listNamed("pl-1"), listNamed("pl-1")))).toBe(true);
    expect(minus(listNamed("pl-1"), listNamed("pl-2")).lists).toEqual(["pl-1"]);
  });

  test("are written for a reader", () => {
    expect(format(rangeOf("10.0.0.0/30"))).toBe("10.0.0.0-10.0.0.3");
    expect(format(listNamed("pl-1"))).toBe("prefix list pl-1");
  });
});

test.each([
  [6, 443, 443, "TCP 443"],
  [6, 0, 65535, "TCP, every port"],
  [47, 0, 65535, "protocol 47, every port"],
])("protocol %d, ports %d to %d: %s", (protocol, first, last, expected) => {
  expect(formatProtocol({ protocols: interval(protocol, protocol), ports: interval(first, last) })).toBe(expected);
});
