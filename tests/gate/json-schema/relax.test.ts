import { describe, expect, it } from "vitest";
import type { Json } from "../../../gate/body/read-body.ts";
import { schemasProblem } from "../../../gate/json-schema/bounds.ts";
import { relaxed } from "../../../gate/json-schema/relax.ts";

describe("a schema of hints loses what would cost others their time", { tags: ["gate-relaxed"] }, () => {
  it.each<[string, Json, Json]>([
    ["a pattern", { type: "string", pattern: "(a+)+$" }, { type: "string" }],
    ["patterns of properties, and what nobody knows", { patternProperties: { a: {} }, if: {}, "x-hint": 1 }, {}],
    ["counts that are too large", { maxLength: 524_288, minItems: 1_001, maxItems: 1_000 }, { maxItems: 1_000 }],
    ["deep within", { properties: { a: { items: [{ pattern: "a" }] } } }, { properties: { a: { items: [{}] } } }],
    ["in alternatives", { anyOf: [{ pattern: "a" }, true] }, { anyOf: [{}, true] }],
    ["in definitions", { $defs: { a: { pattern: "a" } } }, { $defs: { a: {} } }],
    ["of what else there may be", { additionalProperties: { pattern: "a" } }, { additionalProperties: {} }],
  ])("%s", (_, schema, left) => expect(relaxed(schema)).toEqual(left));

  it.each<[string, Json]>([
    ["a property by the name of a keyword", { properties: { pattern: { type: "string" }, if: {} } }],
    ["values that look like schemas", { enum: [{ pattern: "a" }], default: { pattern: "a" } }],
    ["a reference, which is judged", { $ref: "#" }],
    ["what is no schema, which is judged", { properties: [], anyOf: {}, items: 1 }],
    ["no object at all", "x"],
  ])("and keeps %s", (_, schema) => expect(relaxed(schema)).toEqual(schema));

  it("and is within bounds then", () => {
    const schema = { properties: { a: { pattern: "a", maxLength: 9_999, not: {} } } };
    expect(schemasProblem({ a: schema })).toBeDefined();
    expect(schemasProblem({ a: relaxed(schema) })).toBeUndefined();
  });
});
