import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  descriptionOf,
  formsOf,
  formsSharing,
  keysOf,
  likelyForms,
  pathsOf,
  schemasAt,
  valueAt,
} from "../../../infra/settings/schema-path.ts";

const apple = z.strictObject({ kind: z.literal("apple"), sort: z.string().describe("which apple").optional() });
const pear = z.strictObject({ kind: z.literal("pear"), ripe: z.boolean() });
const fruit = z.discriminatedUnion("kind", [apple, pear]);
const basket = z.strictObject({
  fruit: z.array(fruit).default([]),
  best: fruit.optional(),
  prices: z.record(z.string(), z.number().describe("in USD")).prefault({}).describe("what each costs"),
  stock: z.partialRecord(z.enum(["apple", "pear"]), z.int()),
});

const descriptionsAt = (path: PropertyKey[], root: unknown) => schemasAt(basket, path, root).map(descriptionOf);

describe("schemasAt", () => {
  it.each([
    ["a field behind a default", ["prices"], {}, ["what each costs"]],
    ["a value of a record", ["prices", "apple"], {}, ["in USD"]],
    ["a field of the option that the discriminator names", ["fruit", 0, "sort"], { fruit: [{ kind: "apple" }] }, ["which apple"]],
    ["no field of the other option", ["fruit", 0, "sort"], { fruit: [{ kind: "pear" }] }, []],
    ["a name that every JavaScript object has", ["constructor"], {}, []],
    ["below a scalar", ["prices", "apple", "x"], {}, []],
  ])("finds %s", (_, path, root, descriptions) => {
    expect(descriptionsAt(path, root)).toEqual(descriptions);
  });
});

describe("likelyForms", () => {
  const keys = (value: unknown) => likelyForms(fruit, value).map(keysOf);
  const [ofApple, ofPear] = [
    ["kind", "sort"],
    ["kind", "ripe"],
  ];
  it.each([
    ["the form that it names, whatever its other keys", { kind: "apple", ripe: true }, [ofApple]],
    ["every form where it names none", { ripe: true }, [ofApple, ofPear]],
    ["every form where it names one that there is not", { kind: "plum" }, [ofApple, ofPear]],
    ["every form where it is no object", "x", [ofApple, ofPear]],
  ])("are %s", (_, value, forms) => {
    expect(keys(value)).toEqual(forms);
  });
});

describe("formsSharing", () => {
  it.each([
    ["the form with the most keys in common", { ripe: true }, [pear]],
    ["every form where no key is known", { x: 1 }, [apple, pear]],
  ])("are %s", (_, value, forms) => {
    expect(formsSharing(formsOf(fruit), value)).toEqual(forms);
  });
});

describe("keysOf", () => {
  it("knows the fixed names of a record", () => {
    expect(schemasAt(basket, ["stock"], {}).flatMap(keysOf)).toEqual(["apple", "pear"]);
  });
});

describe("pathsOf", () => {
  it("finds every place of a key outside of lists", () => {
    expect(pathsOf("ripe", basket)).toEqual([["best", "ripe"]]);
    expect(pathsOf("none", basket)).toEqual([]);
  });
});

describe("valueAt", () => {
  it.each([
    [["a", 0, "b"], 1],
    [["a", 1, "b"], undefined],
    [["toString"], undefined],
    [["a", "length", "x"], undefined],
    [[], { a: [{ b: 1 }] }],
  ])("reads %j", (path, value) => {
    expect(valueAt({ a: [{ b: 1 }] }, path)).toEqual(value);
  });
});
