import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EndpointService, endpoints } from "../../../catalog/endpoints.ts";
import { endpointAddress, tunnelHostAddress } from "../../../infra/network/endpoint-addresses.ts";
import { planSubnets } from "../../../infra/network/subnets.ts";
import { parseCidr } from "../../../network-range/cidr.ts";
import { covers } from "../../../network-range/range.ts";

const services = Object.keys(endpoints) as EndpointService[];

describe("addresses in the endpoint subnets", () => {
  it("never move: a service keeps its place", () => {
    const subnet = parseCidr("10.64.192.0/26");
    expect(services.map((service) => endpointAddress(service, subnet))).toEqual(services.map((_, i) => `10.64.192.${8 + i}`));
    expect(tunnelHostAddress(subnet)).toBe("10.64.192.61");
  });

  it("are each used once, in their subnet, apart from the five that AWS keeps", () => {
    const ranges = fc
      .tuple(fc.integer({ min: 16, max: 20 }), fc.nat(255))
      .map(([prefix, second]) => parseCidr(`10.${second}.0.0/${prefix}`));
    fc.assert(
      fc.property(ranges, (vpc) => {
        const all = planSubnets(vpc, 3).flatMap(({ endpoints: subnet }) => {
          const here = [...services.map((service) => endpointAddress(service, subnet)), tunnelHostAddress(subnet)];
          for (const address of here) {
            const range = parseCidr(`${address}/32`);
            expect(covers(subnet, range)).toBe(true);
            const place = range.first - subnet.first;
            expect(place > 3 && place < 63).toBe(true);
          }
          return here;
        });
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});
