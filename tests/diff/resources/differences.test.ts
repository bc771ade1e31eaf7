import fc from "fast-check";
import { expect, test } from "vitest";
import { type Comparison, differences } from "../../../diff/resources/differences.ts";

const plainly: Comparison = { sets: [], ignored: [], sameText: () => false };
const told = (before: unknown, after: unknown, how: Partial<Comparison> = {}) =>
  differences(before, after, { ...plainly, ...how }).map(({ path, before: old, after: now }) => [path.join("/"), old, now]);

test("places that differ are told as deep as both have a value there", { tags: ["differing-places-at-full-depth"] }, () => {
  expect(told({ a: 1, b: { c: [1, 2], d: "x" } }, { a: 1, b: { c: [1, 3, 4], d: { e: 1 } } })).toEqual([
    ["b/c/1", 2, 3],
    ["b/c/2", undefined, 4],
    ["b/d", "x", { e: 1 }],
  ]);
  expect(told({ a: 1 }, { a: 1 })).toEqual([]);
  expect(told({ a: { b: 1 } }, {})).toEqual([["a", { b: 1 }, undefined]]);
});

test("what is ignored is not looked at, nor what lies in it", () => {
  const before = { a: { b: 1, c: 1 }, list: [{ x: 1 }, { x: 1 }] };
  const after = { a: { b: 2, c: 2 }, list: [{ x: 2 }, { x: 2 }] };
  expect(told(before, after, { ignored: [["a"], ["list", "*", "x"]] })).toEqual([]);
  expect(
    told(before, after, {
      ignored: [
        ["a", "b"],
        ["list", 0],
      ],
    }).map(([path]) => path),
  ).toEqual(["a/c", "list/1/x"]);
});

test("a set in another order is the same; a changed element shows as one change, at its new place", {
  tags: ["reordered-set-is-same"],
}, () => {
  const sets = [["s"]];
  expect(told({ s: [1, 2, 3] }, { s: [3, 1, 2] }, { sets })).toEqual([]);
  expect(told({ s: [1, 2, 2] }, { s: [2, 1] }, { sets })).toEqual([["s/2", 2, undefined]]);
  expect(
    told(
      {
        s: [
          { n: 1, p: 1 },
          { n: 2, p: 2 },
        ],
      },
      {
        s: [
          { n: 3, p: 2 },
          { n: 1, p: 1 },
        ],
      },
      { sets },
    ),
  ).toEqual([["s/0/n", 2, 3]]);
  expect(told({ t: [1, 2] }, { t: [2, 1] }, { sets })).toHaveLength(2);
});

test("an element that a list lost or got is one difference, and moves no other", () => {
  const args = ["--model", "m", "--enable-x", "--port", "1", "--y", "--z"];
  const without = args.filter((one) => one !== "--enable-x");
  expect(told({ args }, { args: without })).toEqual([["args/2", "--enable-x", undefined]]);
  expect(told({ args: without }, { args })).toEqual([["args/2", undefined, "--enable-x"]]);
  expect(told({ args }, { args: args.with(4, "2") })).toEqual([["args/4", "1", "2"]]);
});

test("elements with a name are the same where their names are, and their order counts", () => {
  const [server, door, probe] = [
    { name: "server", port: 1 },
    { name: "door", port: 2 },
    { name: "probe", port: 3 },
  ];
  expect(told([server, door, probe], [door, { ...probe, port: 4 }])).toEqual([
    ["0", server, undefined],
    ["1/port", 3, 4],
  ]);
  expect(told([server, door], [door, server])).not.toEqual([]);
});

test("nothing is lost: what differs, makes the words of one list those of the other", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const found = differences(before, after, plainly);
      const count = (all: readonly unknown[], word: string) => all.filter((one) => one === word).length;
      for (const word of ["a", "b", "c", "d"]) {
        const came = found.filter((one) => one.after === word).length;
        const went = found.filter((one) => one.before === word).length;
        expect(count(after, word)).toBe(count(before, word) + came - went);
      }
      expect(found.length).toBeLessThanOrEqual(before.length + after.length);
    }),
  );
});

test("texts that are JSON are told by what differs in them, where that is asked for", () => {
  const [before, after] = [
    { admin: { port: 1 }, list: ["a"] },
    { admin: { port: 2 }, list: ["a"] },
  ].map((value) => JSON.stringify(value));
  expect(told({ "envoy.json": before }, { "envoy.json": after }, { jsonTexts: true })).toEqual([["envoy.json/admin/port", 1, 2]]);
  expect(told({ text: before }, { text: after })).toEqual([["text", before, after]]);
  const spaced = JSON.stringify(JSON.parse(before!), undefined, 2);
  expect(told({ text: before }, { text: spaced }, { jsonTexts: true })).toEqual([["text", before, spaced]]);
  expect(told({ text: "{" }, { text: before }, { jsonTexts: true })).toEqual([["text", "{", before]]);
});
