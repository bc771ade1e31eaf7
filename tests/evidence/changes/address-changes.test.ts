import fc from "fast-check";
import { expect, test } from "vitest";
import { flowChanges } from "../../../evidence/changes/flow-changes.ts";
import { addressesOf, isEmpty, partsOf, rangeOf, unite, without } from "../../../evidence/reach/space/addresses.ts";
import type { Flows } from "../../../evidence/report/model/flow.ts";

const cidr = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 4, max: 32 }))
  .map(([address, prefix]) => `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix}`);
const set = fc.array(cidr, { maxLength: 4 }).map((ranges) => unite(ranges.map(rangeOf)));

const flowsFrom = (addresses: readonly string[]): Flows => ({
  parties: [
    { id: "client", name: "Client", zone: "clients", detail: "", addresses: [...addresses], identities: [] },
    { id: "door", name: "Door", zone: "entry", detail: "", addresses: [], identities: [] },
  ],
  flows: [{ from: "client", to: "door", on: "TCP 443", by: [] }],
  unknown: [],
});

test("a set of addresses is written whole, and read again as the same set", () => {
  fc.assert(
    fc.property(set, (addresses) => {
      expect(addressesOf(partsOf(addresses))).toEqual(addresses);
    }),
  );
});

test("a party is wider where it has an address that it had not, else narrower where it lost one", {
  tags: ["addresses-by-inclusion"],
}, () => {
  fc.assert(
    fc.property(set, set, (was, is) => {
      const [gains, loses] = [!isEmpty(without(is, was)), !isEmpty(without(was, is))];
      const expected = gains ? ["wider"] : loses ? ["narrower"] : [];
      expect(flowChanges(flowsFrom(partsOf(was)), flowsFrom(partsOf(is))).map(({ direction }) => direction)).toEqual(expected);
    }),
  );
});
