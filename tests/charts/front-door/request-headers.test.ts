import fc from "fast-check";
import { expect, it, test } from "vitest";
import { headersExceptRegex, keptRequestHeaders } from "../../../charts/front-door/request-headers.ts";

const matches = (kept: readonly string[], name: string) => new RegExp(`^(?:${headersExceptRegex(kept)})$`).test(name);
const token = fc.stringMatching(/^[a-z0-9!#$%&'*+.^_`|~-]{1,12}$/);

it("matches every name but the kept ones, host and HTTP's own", () => {
  fc.assert(
    fc.property(fc.uniqueArray(token, { maxLength: 6 }), fc.array(token), (kept, others) => {
      for (const name of kept) expect(matches(kept, name)).toBe(false);
      for (const name of others) expect(matches(kept, name)).toBe(!kept.includes(name) && name !== "host");
    }),
  );
});

it("matches what begins, ends or continues like a kept name", () => {
  fc.assert(
    fc.property(fc.constantFrom(...keptRequestHeaders, "host"), token, fc.nat(20), (name, more, cut) => {
      const near = [name + more, more + name, name.slice(0, cut), name.slice(0, cut) + more + name.slice(cut)];
      for (const other of near.filter((text) => text !== "" && ![...keptRequestHeaders, "host"].includes(text as never)))
        expect(matches(keptRequestHeaders, other)).toBe(true);
    }),
  );
});

test.each([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "x-request-id",
  "x-forwarded-for",
  "x-envoy-retry-on",
  "forwarded",
  "a",
  "acceptx",
])("%s goes", { tags: ["request-headers-sorted"] }, (name) => expect(matches(keptRequestHeaders, name)).toBe(true));

test.each([":path", ":authority", "host", "accept", "content-type", "content-length", "transfer-encoding"])("%s stays", (name) =>
  expect(matches(keptRequestHeaders, name)).toBe(false),
);
