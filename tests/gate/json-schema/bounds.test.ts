import { describe, expect, it } from "vitest";
import type { Json } from "../../../gate/body/read-body.ts";
import { schemasProblem } from "../../../gate/json-schema/bounds.ts";

const bounds = { bytes: 400, properties: 4, alternatives: 5, depth: 3, repetitions: 10 };
const problem = (schema: Json, more: Record<string, Json> = {}) => schemasProblem({ "a.schema": schema, ...more }, bounds);
const properties = (...names: string[]) => Object.fromEntries(names.map((name) => [name, {}]));

describe("schemas are within bounds", () => {
  it.each<[string, Json]>([
    ["an empty one", {}],
    [
      "every keyword that people use",
      { type: "object", title: "t", properties: { x: { type: ["string", "null"], enum: ["a", null] } }, required: ["x"] },
    ],
    ["a closed object", { type: "object", additionalProperties: false }],
    ["tuples and lists", { prefixItems: [{}, true], items: { type: "integer", minimum: 0 }, maxItems: 10 }],
    ["as many properties as may be", { properties: properties("a", "b", "c", "d") }],
    ["the greatest depth", { items: { items: {} } }],
    ["alternatives side by side", { anyOf: [{ items: {} }, { items: {} }] }],
    ["a definition and a reference to it", { $defs: { a: {} }, $ref: "#/$defs/a" }],
    ["a property that is named as a keyword", { properties: { pattern: { type: "string" }, $ref: {} } }],
  ])("%s", (_, schema) => {
    expect(problem(schema)).toBeUndefined();
  });
});

describe("schemas are refused", () => {
  it.each<[string, Json, RegExp]>([
    ["of too many bytes", { description: "x".repeat(400) }, /have \d+ bytes; accepted: at most 400$/],
    ["of too many properties", { properties: properties("a", "b", "c", "d", "e") }, /^a\.schema\.properties has too many properties/],
    ["of too many properties in all", { properties: { a: { properties: properties("b", "c", "d", "e") } } }, /too many properties/],
    ["of too many definitions", { $defs: properties("a", "b", "c", "d", "e") }, /^a\.schema\.\$defs has too many properties/],
    [
      "of too many alternatives",
      { anyOf: [{}, {}, {}, {}, {}, {}] },
      /^a\.schema\.anyOf has too many alternatives; accepted: at most 5 in a/,
    ],
    ["of too many alternatives in all", { anyOf: [{ oneOf: [{}, {}, {}] }, { prefixItems: [{}] }] }, /too many alternatives/],
    ["that are too deep", { items: { items: { items: {} } } }, /^a\.schema\.items\.items\.items is nested too deeply/],
    ["too deep by alternatives", { anyOf: [{ allOf: [{ oneOf: [{}] }] }] }, /nested too deeply/],
    ["with a pattern", { pattern: "a" }, /^a\.schema\.pattern is not accepted; accepted: .*properties/],
    ["with a pattern, deep", { properties: { x: { items: { pattern: "a" } } } }, /^a\.schema\.properties\.x\.items\.pattern is not/],
    ["with patterns of properties", { patternProperties: { a: {} } }, /patternProperties is not accepted/],
    ["with a keyword that nobody knows", { $dynamicRef: "#a" }, /\$dynamicRef is not accepted/],
    ["with a name that JavaScript knows", { constructor: {} }, /constructor is not accepted/],
    ["of itself", { $ref: "#" }, /^a\.schema\.\$ref must be #\/\$defs/],
    ["of another place", { $ref: "https://example.com/s" }, /\$ref must be/],
    ["of a definition deep within", { $ref: "#/$defs/a/properties/b" }, /\$ref must be/],
    ["that repeat too often", { maxItems: 11 }, /^a\.schema\.maxItems must be a whole number from 0 to 10$/],
    ["that repeat half a time", { minLength: 0.5 }, /whole number/],
    ["whose properties are a list", { properties: [] }, /^a\.schema\.properties must be an object$/],
    ["whose alternatives are none", { anyOf: {} }, /^a\.schema\.anyOf must be an array$/],
    ["that are text", "{}", /^a\.schema must be an object$/],
    ["whose items are null", { items: null }, /^a\.schema\.items must be an object$/],
  ])("%s", { tags: ["gate-schema-refused"] }, (_, schema, said) => {
    expect(problem(schema)).toMatch(said);
  });

  it("of one request together: their properties and bytes count as one schema's", { tags: ["gate-schemas-together"] }, () => {
    const half = { properties: properties("a", "b", "c") };
    expect(problem(half)).toBeUndefined();
    expect(problem(half, { "b.schema": half })).toMatch(
      /^b\.schema\.properties has too many properties; accepted: at most 4 in a request$/,
    );
    expect(problem({ description: "x".repeat(200) }, { "b.schema": { description: "x".repeat(200) } })).toMatch(/bytes/);
  });
});
