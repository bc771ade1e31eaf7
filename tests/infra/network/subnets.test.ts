import fc from "fast-check";
import { expect, it } from "vitest";
import { planSubnets, type ZoneSubnets } from "../../../infra/network/subnets.ts";
import { type Block, blockIn, formatCidr, parseCidr } from "../../../network-range/cidr.ts";
import { covers, overlap, size } from "../../../network-range/range.ts";

/** Every range that a VPC of a keep can have: /16 to /20, anywhere, on its own boundary. */
const vpcRange: fc.Arbitrary<Block> = fc
  .record({ prefix: fc.integer({ min: 16, max: 20 }), block: fc.nat(2 ** 16 - 1) })
  .map(({ prefix, block }) => blockIn(parseCidr("0.0.0.0/0"), BigInt(block) << 16n, prefix));
const zoneCount = fc.integer({ min: 2, max: 3 });
const subnetsOf = (plan: ZoneSubnets[]) => plan.flatMap(({ nodes, endpoints, loadBalancer }) => [nodes, endpoints, loadBalancer]);

it("the plan of a /16 over two zones reads as the documentation shows it", () => {
  const plan = planSubnets(parseCidr("10.64.0.0/16"), 2);
  expect(plan.map(({ nodes, endpoints, loadBalancer }) => [nodes, endpoints, loadBalancer].map(formatCidr))).toEqual([
    ["10.64.0.0/18", "10.64.192.0/26", "10.64.193.0/26"],
    ["10.64.64.0/18", "10.64.192.64/26", "10.64.193.64/26"],
  ]);
});

it("the smallest range holds three zones", () => {
  const plan = planSubnets(parseCidr("192.168.16.0/20"), 3);
  expect(plan.map(({ nodes }) => formatCidr(nodes))).toEqual(["192.168.16.0/22", "192.168.20.0/22", "192.168.24.0/22"]);
  expect(plan.map(({ loadBalancer }) => formatCidr(loadBalancer))).toEqual(["192.168.29.0/26", "192.168.29.64/26", "192.168.29.128/26"]);
});

it("no two subnets overlap", { tags: ["subnets-do-not-overlap"] }, () => {
  fc.assert(
    fc.property(vpcRange, zoneCount, (range, zones) => {
      const subnets = subnetsOf(planSubnets(range, zones));
      subnets.forEach((one, i) => {
        for (const other of subnets.slice(i + 1)) expect(overlap(one, other), `${formatCidr(one)} and ${formatCidr(other)}`).toBe(false);
      });
    }),
  );
});

it("every subnet lies inside the VPC and starts on its own boundary", () => {
  fc.assert(
    fc.property(vpcRange, zoneCount, (range, zones) => {
      for (const subnet of subnetsOf(planSubnets(range, zones))) {
        expect(covers(range, subnet), `${formatCidr(subnet)} in ${formatCidr(range)}`).toBe(true);
        expect(parseCidr(formatCidr(subnet))).toEqual(subnet);
      }
    }),
  );
});

it("a third zone moves no address of the first two", { tags: ["third-zone-moves-nothing"] }, () => {
  fc.assert(
    fc.property(vpcRange, (range) => {
      expect(planSubnets(range, 3).slice(0, 2)).toEqual(planSubnets(range, 2));
    }),
  );
});

it("nodes hold the bulk: at least half of the VPC, and over 85% of what the subnets take", () => {
  fc.assert(
    fc.property(vpcRange, zoneCount, (range, zones) => {
      const plan = planSubnets(range, zones);
      const nodes = plan.reduce((sum, zone) => sum + size(zone.nodes), 0n);
      const taken = subnetsOf(plan).reduce((sum, subnet) => sum + size(subnet), 0n);
      expect(nodes).toBeGreaterThanOrEqual(size(range) / 2n);
      expect(Number(nodes) / Number(taken)).toBeGreaterThan(0.85);
    }),
  );
});

it("endpoint and load-balancer subnets have the same room in every VPC", () => {
  fc.assert(
    fc.property(vpcRange, zoneCount, (range, zones) => {
      for (const { endpoints, loadBalancer } of planSubnets(range, zones))
        expect([size(endpoints), size(loadBalancer)]).toEqual([64n, 64n]);
    }),
  );
});

it("a range that is too small, and zones that have no place, are refused by name", () => {
  expect(() => planSubnets(parseCidr("10.0.0.0/21"), 2)).toThrow("10.0.0.0/21 is too small for a keep; accepted: /20 and larger");
  for (const zones of [0, 4, 2.5]) expect(() => planSubnets(parseCidr("10.0.0.0/16"), zones)).toThrow(`${zones} zones; accepted: 1 to 3`);
});
