import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { importCircles, importGraph, roomsOf } from "../../dev/rooms.ts";

const rooms = roomsOf(process.cwd());
const graph = importGraph(process.cwd(), rooms);
const roomOf = (path: string) => path.split("/")[0]!;

describe.each(rooms)("$name", ({ name, readme, mayImport }) => {
  it("has a README that names its entry", () => {
    expect(readme).toMatch(/^# .+/);
    if (name !== "policies") expect(readme).toMatch(/^\*\*Entry:\*\* /m);
  });

  it("imports just the rooms that its README names", () => {
    const imported = [...graph].flatMap(([file, to]) => (roomOf(file) === name ? to.map(roomOf).filter((room) => room !== name) : []));
    expect([...new Set(imported)].sort()).toEqual(mayImport);
  });
});

test("no room imports another in a circle", () => {
  const arrows = new Map(rooms.map(({ name, mayImport }) => [name, mayImport]));
  expect(importCircles(arrows)).toEqual([]);
});

test("no file imports itself by way of others, types as well", () => {
  expect(importCircles(graph)).toEqual([]);
});

/** Tables and styles, which are read by looking a line up. */
const data = /^(catalog|policies\/(types|inputs|facts))\/|^policies\/rules\.ts$/;

test("no file of the product is longer than 200 lines, but data", () => {
  const long = [...graph.keys()].filter((path) => !data.test(path) && readFileSync(path, "utf8").trimEnd().split("\n").length > 200);
  expect(long).toEqual([]);
});

describe("circles", () => {
  it.each([
    [{ a: ["b"], b: ["c"], c: [] }, []],
    [{ a: ["b"], b: ["a"] }, [["a", "b"]]],
    [
      { a: ["b"], b: ["c"], c: ["b"], d: ["d2"], d2: ["d"] },
      [
        ["b", "c"],
        ["d", "d2"],
      ],
    ],
    [{ a: ["outside"] }, []],
  ])("of %j are %j", (arrows, circles) => {
    expect(importCircles(new Map(Object.entries(arrows)))).toEqual(circles);
  });
});
