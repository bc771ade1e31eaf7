import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterDnsAddress, freeServiceRange } from "../../../infra/network/service-range.ts";
import { isPrivate, parseCidr } from "../../../network-range/cidr.ts";
import { overlap } from "../../../network-range/range.ts";

describe("freeServiceRange", () => {
  it.each([
    [["10.64.0.0/16"], "172.20.0.0/16"],
    [["172.16.0.0/16"], "172.20.0.0/16"],
    [["172.16.0.0/12"], "10.100.0.0/16"],
    [["10.64.0.0/16", "172.20.128.0/20"], "10.100.0.0/16"],
    [["10.0.0.0/8", "172.16.0.0/12"], "192.168.240.0/20"],
  ])("beside %j it is %s", (taken, expected) => {
    expect(freeServiceRange(taken)).toBe(expected);
  });

  it("is undefined where none is left", () => {
    expect(freeServiceRange(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])).toBeUndefined();
  });

  it("is private and overlaps nothing that is taken", () => {
    const network = fc.tuple(fc.constantFrom("10.", "172.20.", "192.168."), fc.nat(255), fc.integer({ min: 16, max: 24 }));
    fc.assert(
      fc.property(
        fc.array(
          network.map(([start, octet, prefix]) => `${start}${octet}.0${start === "10." ? ".0" : ""}/${prefix}`),
          { maxLength: 6 },
        ),
        (taken) => {
          const chosen = freeServiceRange(taken);
          if (chosen === undefined) return taken.length >= 3; // it takes a network for each candidate to leave none
          const range = parseCidr(chosen);
          return isPrivate(range) && taken.every((other) => !overlap(parseCidr(other), range));
        },
      ),
    );
  });
});

describe("clusterDnsAddress", () => {
  it.each([
    ["172.20.0.0/16", "172.20.0.10"],
    ["10.100.0.0/16", "10.100.0.10"],
    ["192.168.240.0/20", "192.168.240.10"],
  ])("of %s is %s", (services, expected) => {
    expect(clusterDnsAddress(services)).toBe(expected);
  });
});
