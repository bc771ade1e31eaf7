import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressedService, endpointAddress, tunnelHostAddress } from "../../../infra/network/endpoint-addresses.ts";
import { contains, parseRange } from "../../../infra/network/range.ts";
import { planSubnets } from "../../../infra/network/subnets.ts";

const services: AddressedService[] = [
  "s3",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks-auth",
  "guardduty-data",
  "logs",
  "ssm",
  "ssmmessages",
  "eks",
  "kms",
  "sts",
];

describe("addresses in the endpoint subnets", () => {
  it("never move: a service keeps its place", () => {
    const subnet = parseRange("10.64.192.0/26");
    expect(services.map((service) => endpointAddress(service, subnet))).toEqual(services.map((_, i) => `10.64.192.${8 + i}`));
    expect(tunnelHostAddress(subnet)).toBe("10.64.192.61");
  });

  it("are each used once, in their subnet, apart from the five that AWS keeps", () => {
    const ranges = fc
      .tuple(fc.integer({ min: 16, max: 20 }), fc.nat(255))
      .map(([prefix, second]) => parseRange(`10.${second}.0.0/${prefix}`));
    fc.assert(
      fc.property(ranges, (vpc) => {
        const all = planSubnets(vpc, 3).flatMap(({ endpoints }) => {
          const here = [...services.map((service) => endpointAddress(service, endpoints)), tunnelHostAddress(endpoints)];
          for (const address of here) {
            const range = parseRange(`${address}/32`);
            expect(contains(endpoints, range)).toBe(true);
            const place = range.first - endpoints.first;
            expect(place > 3 && place < 63).toBe(true);
          }
          return here;
        });
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});
