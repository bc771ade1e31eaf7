import fc from "fast-check";
import { expect, test } from "vitest";
import { awsNetwork } from "../../../../evidence/reach/aws/network.ts";
import { allIpv4, rangeOf } from "../../../../evidence/reach/space/addresses.ts";
import { interval } from "../../../../evidence/reach/space/intervals.ts";
import { type Traffic, tcpTraffic } from "../../../../evidence/reach/space/traffic.ts";
import { SmallNetwork } from "../small-network.ts";

/** Ranges within 8.8.0.0/29, whose eight addresses can be tried one by one. */
const anyRange = fc.tuple(fc.nat(7), fc.integer({ min: 29, max: 32 })).map(([host, length]) => {
  const size = 2 ** (32 - length);
  const first = Math.floor(host / size) * size;
  return { cidr: `8.8.0.${first}/${length}`, length, holds: (address: number) => address >= first && address < first + size };
});
const hosts = [0, 1, 2, 3, 4, 5, 6, 7];
const ports = [441, 442, 443, 444];
const anyPorts = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ fromPort: ports[Math.min(a, b)]!, toPort: ports[Math.max(a, b)]! }));
const holds = (traffic: Traffic, address: number, port: number) => {
  const at = rangeOf(`8.8.0.${address}/32`).ipv4[0]!.first;
  return traffic.some(
    (box) =>
      box.addresses.ipv4.some(({ first, last }) => first <= at && at <= last) &&
      box.ports.some(({ first, last }) => first <= port && port <= last),
  );
};
const subnetOf = (net: SmallNetwork) => {
  const network = awsNetwork(net.inventory);
  return { network, subnet: network.interfaces[0]!.subnet };
};

test("a network ACL decides each packet by the first rule that matches it", () => {
  const anyRule = fc.record({ number: fc.integer({ min: 1, max: 50 }), allow: fc.boolean(), range: anyRange, at: anyPorts });
  fc.assert(
    fc.property(fc.uniqueArray(anyRule, { maxLength: 5, selector: ({ number }) => number }), (rules) => {
      const net = new SmallNetwork();
      net.acl({
        egress: rules.map(({ number, allow, range, at }) => ({
          ruleNo: number,
          action: allow ? "allow" : "deny",
          protocol: "tcp",
          cidrBlock: range.cidr,
          ...at,
        })),
      });
      const { network, subnet } = subnetOf(net);
      const passed = network.acls.cross(subnet, "egress", tcpTraffic(allIpv4, interval(0, 65535)));
      const ordered = rules.toSorted((a, b) => a.number - b.number);
      for (const host of hosts)
        for (const port of ports) {
          const first = ordered.find(({ range, at }) => range.holds(host) && at.fromPort <= port && port <= at.toPort);
          expect(holds(passed, host, port)).toBe(first?.allow === true);
        }
    }),
  );
});

test("a packet follows the route of the longest prefix, and is dropped without one", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRange, { maxLength: 5, selector: ({ cidr }) => cidr }), (ranges) => {
      const net = new SmallNetwork();
      net.inputs("table")["routes"] = ranges.map(({ cidr }, i) => ({ cidrBlock: cidr, gatewayId: `igw-${i}` }));
      const { network, subnet } = subnetOf(net);
      const routed = network.routes.forward(subnet, tcpTraffic(allIpv4, interval(443, 443)));
      for (const host of hosts) {
        const [longest] = ranges.filter((range) => range.holds(host)).toSorted((a, b) => b.length - a.length);
        const taken = routed.filter(({ traffic }) => holds(traffic, host, 443)).map(({ target }) => target.reference?.text);
        expect(taken).toEqual(longest ? [`igw-${ranges.indexOf(longest)}`] : []);
      }
    }),
  );
});

test("a security group admits what any of its rules does", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ range: anyRange, at: anyPorts }), { maxLength: 4 }), (rules) => {
      const net = new SmallNetwork();
      net.inputs("group")["ingress"] = rules.map(({ range, at }) => ({ protocol: "tcp", cidrBlocks: [range.cidr], ...at }));
      const network = awsNetwork(net.inventory);
      const { groups } = network.interfaces[0]!;
      const admitted = groups === "none" ? [] : network.groups.byAddress(groups, "ingress");
      for (const host of hosts)
        for (const port of ports)
          expect(holds(admitted, host, port)).toBe(
            rules.some(({ range, at }) => range.holds(host) && at.fromPort <= port && port <= at.toPort),
          );
    }),
  );
});
