import { describe, expect, test } from "vitest";
import { Reading } from "../../../policies/rule/reading.ts";
import { SECRET, UNKNOWN } from "../../../policies/rule/unknown.ts";
import { examine } from "../../../policies/shape/examine.ts";
import { Fact } from "../../../policies/shape/fact.ts";
import { inAnyOrder, json, listOf, mapOf, oneOf, optional, text, wholeNumber } from "../../../policies/shape/forms.ts";
import type { Shape } from "../../../policies/shape/shape.ts";

/** What is found, one line each; a star stands for what is undecided. */
const found = (value: unknown, shape: Shape): string[] =>
  examine(new Reading(value, ""), shape).map(({ kind, path, message }) => `${kind === "undecided" ? "* " : ""}${path}: ${message}`);

const pod: Shape = { name: "a", host: false, ports: [{ port: 80 }], note: optional("b") };

test("a value that is as its shape is accepted, whether what may be missing is there or not", () => {
  expect(found({ name: "a", host: false, ports: [{ port: 80 }] }, pod)).toEqual([]);
  expect(found({ name: "a", host: false, ports: [{ port: 80 }], note: "b" }, pod)).toEqual([]);
});

test("a field and an item that no shape names are violations at their own paths", { tags: ["shape-foreign-field"] }, () => {
  expect(found({ name: "a", host: false, ports: [{ port: 80, hostPort: 80 }, { port: 81 }], other: 1 }, pod)).toEqual([
    "ports[0].hostPort: is a field that no rule knows; accepted: none",
    "ports[1]: is an item that no rule knows; accepted: none",
    "other: is a field that no rule knows; accepted: none",
  ]);
  expect(found(JSON.parse('{"__proto__":{"a":1}}'), {})).toEqual(["__proto__: is a field that no rule knows; accepted: none"]);
});

test("what is missing, another value or of another type is a violation", { tags: ["shape-missing-or-other"] }, () => {
  expect(found({ host: "false", ports: [] }, pod)).toEqual([
    "name: is missing",
    "host: is another value; accepted: false",
    "ports[0]: is missing",
  ]);
  expect(found({ name: "a", host: false, ports: { 0: { port: 80 } } }, pod)).toEqual(["ports: is not a list"]);
  expect(found({ name: "a", host: false, ports: [{ port: "80" }], note: "c" }, pod)).toEqual([
    "ports[0].port: is another value; accepted: 80",
    'note: is another value; accepted: "b"',
  ]);
});

test.each([UNKNOWN, SECRET, `a-${UNKNOWN}`])(
  "what a preview does not know is undecided: %s",
  { tags: ["shape-unknown-undecided"] },
  (unknown) => {
    for (const shape of [pod, "a", ["a"], text(/a/), json({}), oneOf("a", { b: 1 }), listOf("a"), mapOf(/a/, "b"), inAnyOrder("a")])
      expect(examine(new Reading(unknown, "x"), shape).map(({ kind }) => kind)).toEqual(["undecided"]);
    expect(found({ name: "a", host: false, ports: [{ port: 80 }], other: unknown }, pod)).toEqual([
      "* other: is a field that no rule knows; accepted: none",
    ]);
  },
);

describe("a fact", () => {
  test("stands for its value once it is known, and decides nothing before", { tags: ["shape-fact-unknown"] }, () => {
    expect(found("a", Fact.of("a"))).toEqual([]);
    expect(found("b", Fact.of("a"))).toEqual([": is another value; accepted: what follows from the rest of the keep"]);
    expect(found("b", Fact.unknown<string>("the name"))).toEqual(["* : must agree with it"]);
    expect(
      found(
        "b",
        Fact.all(Fact.of("b"), Fact.unknown<string>("the name")).as(([one]) => one),
      ),
    ).toEqual(["* : must agree with it"]);
  });
});

test("a document of JSON has each key once, and is written plainly", { tags: ["shape-json-plain"] }, () => {
  const shape = json({ a: 1 });
  expect(found('{"a":1}', shape)).toEqual([]);
  expect(found('{\n  "a": 1\n}\n', shape)).toEqual([]);
  for (const other of ['{"a":2,"a":1}', '{"a":1} // b', "a: 1", '{"a" :1}'])
    expect(found(other, shape)).toEqual([": is not plain JSON; accepted: a document as JSON.stringify writes it"]);
  expect(found('{"a":1,"b":2}', shape)).toEqual(["b: is a field that no rule knows; accepted: none"]);
});

test("a list in any order has each item once, and no other", { tags: ["shape-any-order"] }, () => {
  const shape = inAnyOrder({ a: 1 }, { a: 2 });
  expect(found([{ a: 2 }, { a: 1 }], shape)).toEqual([]);
  expect(found([{ a: 2 }, { a: 2 }], shape)).toEqual([
    ": lacks an item that must be there",
    "[1]: is an item that no rule knows; accepted: none",
  ]);
  expect(found([{ a: 2 }, { a: 1 }, { a: 1 }], shape)).toEqual(["[2]: is an item that no rule knows; accepted: none"]);
});

test("texts are matched as a whole, numbers are whole and within their bounds", { tags: ["shape-whole-values"] }, () => {
  expect(found("xa", text(/a|b/, "a or b"))).toEqual([": is another value; accepted: a or b"]);
  expect(found("a\n", text(/a/, "a"))).toEqual([": is another value; accepted: a"]);
  for (const value of [0, 4, 1.5, "2"]) expect(found(value, wholeNumber(1, 3))).toHaveLength(1);
  expect(found({ a: "b", c: "b" }, mapOf(/a/, "b"))).toEqual(["c: is a field that no rule knows; accepted: none"]);
});

test("of several shapes what differs from the nearest is told", () => {
  const shape = oneOf({ kind: "a", x: 1 }, { kind: "b", y: 1 });
  expect(found({ kind: "b", y: 2 }, shape)).toEqual(["y: is another value; accepted: 1"]);
  expect(found("c", oneOf("a", "b"))).toEqual([": is another value; accepted: one of a, b"]);
});
