import { expect, it } from "vitest";
import { z } from "zod";
import { requote } from "../../../infra/settings/requote.ts";

const digits = z.string().regex(/^\d{4}$/);

it.each([
  ["a number that is a string in quotes", 1234, digits, /write it in quotes, "1234"/],
  ["a number that is wrong in quotes, too", 12, digits, undefined],
  ["a boolean that is a string in quotes", true, z.string(), /write it in quotes, "true"/],
  ["a string that is a number without quotes", "1.5", z.number(), /accepted: a number: write it without quotes, 1\.5/],
  ["a string that is too large a number", "15", z.int().max(9), undefined],
  ["a string that is a boolean without quotes", "false", z.boolean(), /accepted: a boolean: write it without quotes, false/],
  ["a number with leading zeros", "007", z.int(), /without quotes, 7/],
  ["a string that is no number", "12 GiB", z.number(), undefined],
  ["a date that YAML read as a time", "2027-03-31 00:00:00 +0000 UTC", z.iso.date(), /is a time, .* write it in quotes, "2027-03-31"/],
  [
    "an instant that YAML read as a time",
    "2099-03-01 12:00:00 +0200 +0200",
    z.iso.datetime({ offset: true }),
    /write it in quotes, "2099-03-01T12:00:00\+02:00"/,
  ],
  ["a time that is no calendar date", "2027-13-31 00:00:00 +0000 UTC", z.iso.date(), undefined],
  ["a list", [1], z.string(), undefined],
])("%s", (_, value, schema, advice) => {
  if (advice === undefined) expect(requote(value, schema)).toBeUndefined();
  else expect(requote(value, schema)).toMatch(advice);
});
