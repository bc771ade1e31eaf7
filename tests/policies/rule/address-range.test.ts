import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { holdsMetadata, isPublicRange, parseRange } from "../../../policies/rule/address-range.ts";

const version4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${address}/${prefix}`);
const version6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, prefix]) => `${address}/${prefix}`);

test("ranges are read as ipaddr.js reads them", () => {
  fc.assert(
    fc.property(fc.oneof(version4, version6), (text) => {
      const range = parseRange(text);
      // Addresses of IPv6 with an IPv4 tail are not read, so they count as public.
      if (/:.*\.\d/.test(text)) return;
      const [address, prefix] = ipaddr.parseCIDR(text);
      const bits = address.kind() === "ipv4" ? 32 : 128;
      const number = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      expect(range).toEqual({ first: (number >> BigInt(bits - prefix)) << BigInt(bits - prefix), prefix, bits });
    }),
  );
});

test.each([
  "0.0.0.0/0",
  "::/0",
  "0.0.0.0/1",
  "128.0.0.0/1",
  "8.8.8.8",
  "11.0.0.0/8",
  "10.0.0.0/7",
  "172.32.0.0/12",
  "2000::/3",
  "not a range",
  "",
  "10.0.0.0/33",
])("%s holds addresses of the internet", { tags: ["not-a-range-is-internet"] }, (text) => {
  expect(isPublicRange(text)).toBe(true);
});

test.each(["10.0.0.0/8", "10.1.2.3/32", "172.16.0.0/12", "192.168.1.0/24", "100.64.0.0/10", "169.254.170.23/32", "fd00::/8", "fe80::1"])(
  "%s is private",
  (text) => {
    expect(isPublicRange(text)).toBe(false);
  },
);

test("the metadata service is in every range that holds it, however wide", () => {
  expect(["169.254.169.254/32", "169.254.0.0/16", "0.0.0.0/0", "fd00:ec2::254", "fc00::/7"].map(holdsMetadata)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(["169.254.170.23/32", "10.0.0.0/8", "fd00:ec2::23"].map(holdsMetadata)).toEqual([false, false, false]);
});
