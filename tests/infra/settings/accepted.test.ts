import { describe, expect, it } from "vitest";
import { z } from "zod";
import { acceptedBy, acceptedNames } from "../../../infra/settings/accepted.ts";

it.each([
  [z.int().min(2).max(10).default(2), "accepted: a whole number, 2 to 10"],
  [z.int().min(0), "accepted: a whole number, 0 or more"],
  [z.int(), "accepted: a whole number"],
  [z.number().positive().optional(), "accepted: a number above 0"],
  [z.boolean(), "accepted: true or false"],
  [z.string(), "accepted: a string"],
  [z.string().regex(/^\d+$/, "accepted: digits"), "accepted: digits"],
  [z.string().regex(/^\w*$/, "accepted: letters, or none"), "accepted: letters, or none"],
  [z.literal("eks"), "accepted: eks"],
  [z.literal([365, 400]), "accepted: 365, 400"],
  [z.array(z.string()), 'accepted: a list, each entry on a line that begins with "- "'],
  [z.record(z.string(), z.string()), "accepted: an object of names and values"],
  [z.strictObject({ a: z.string(), b: z.int().default(1), c: z.int().optional() }).prefault({ a: "" }), "accepted: an object {a, b?, c?}"],
  [z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]), "accepted: an object {a} or {b}"],
])("%#: %o says what it accepts", (schema, text) => {
  expect(acceptedBy(schema)).toBe(text);
});

describe("acceptedNames", () => {
  const many = Array.from({ length: 30 }, (_, i) => `g${i}.xlarge`);

  it("lists few names as they come", () => {
    expect(acceptedNames(["b", "a"], 3)).toBe("accepted: b, a");
  });

  it("lists of many the nearest, and says where the others are", () => {
    const text = acceptedNames(many, "g29.xlrge");
    expect(text).toMatch(/^did you mean "g29\.xlarge"\? accepted: g29\.xlarge, /);
    expect(text).toMatch(/ and 18 more \(see schema\/keep\.schema\.json\)$/);
  });
});
