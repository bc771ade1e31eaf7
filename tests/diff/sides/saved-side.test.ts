import { expect, test } from "vitest";
import type { Side, SidedStack } from "../../../diff/model.ts";
import { longestSide, parseSide, saveSide } from "../../../diff/sides/saved-side.ts";
import { parseOwnCatalog } from "../../../infra/own-catalog/read.ts";
import { documentedText } from "../../infra/own-catalog/documented.ts";

const urn = "urn:pulumi:dev::small::my:index:Part::part";
const side: Side = {
  name: "main",
  commit: "0123456789abcdef0123456789abcdef01234567",
  stacks: new Map([
    [
      "dev",
      {
        stack: "dev",
        project: "small",
        preview: {
          project: "small",
          stack: "dev",
          resources: [
            {
              urn,
              type: "my:index:Part",
              name: "part",
              parent: undefined,
              custom: false,
              inputs: { size: 1, inner: [{ a: null }] },
              provider: undefined,
              protect: true,
              retainOnDelete: false,
              dependencies: [],
              aliases: ["urn:pulumi:dev::small::my:index:Part::former"],
              ignoreChanges: ["size"],
            },
          ],
          outputs: { seen: "~part.id.0123456789ab~" },
          durationSeconds: 0,
          diagnostics: [{ severity: "warning", message: "careful", urn }],
        },
        symbols: { "~part.id.0123456789ab~": { urn, property: "id" } },
        config: { "small:size": "one" },
      },
    ],
    ["bad", { failed: ["it has no size"] }],
  ]),
};
const saved = JSON.parse(saveSide(side)) as { stacks: unknown[] };
const parse = (change: object) => parseSide(JSON.stringify({ ...saved, ...change }), "base.json");

test("what is saved is read as it was", () => {
  const read = parseSide(saveSide(side), "base.json");
  // JSON has no undefined; a field that is absent and one that is undefined mean the same here.
  expect(read).toEqual(side);
});

test.each([
  ["no JSON", "{", "base.json: it is not JSON"],
  ["another file", "{}", "base.json: it is not a saved preview; accepted is a file that `modelkeep preview --save FILE` wrote"],
  ["a list", "[1]", "base.json: it is not a saved preview"],
  ["a later version", '{ "format": "modelkeep-side/2" }', "it has the format modelkeep-side/2, and this version reads modelkeep-side/1"],
  ["no stacks", '{ "format": "modelkeep-side/1", "name": "x" }', "base.json: stacks: "],
  ["endless nesting", `{ "format": "modelkeep-side/1", "name": ${"[".repeat(5000)}${"]".repeat(5000)} }`, "deeper than 100 levels"],
  ["a size beyond all keeps", " ".repeat(longestSide + 1), "larger than 64 MiB"],
])("%s is refused by name", { tags: ["saved-preview-refused"] }, (_what, text, message) => {
  expect(() => parseSide(text, "base.json")).toThrow(message);
});

test("a field of another kind, an unknown field and a stack that is there twice are refused with their place", () => {
  expect(() => parse({ name: 1 })).toThrow("base.json: name: ");
  expect(() => parse({ extra: true })).toThrow("base.json: ");
  expect(() => parse({ stacks: [{ stack: "dev", failed: "no list" }] })).toThrow("base.json: stacks.0");
  expect(() => parse({ stacks: [saved.stacks[0], saved.stacks[0]] })).toThrow("base.json: it holds the stack bad twice");
});

test("what a project adds to the catalog is saved and read with its stack", { tags: ["saved-with-own-catalog"] }, () => {
  const [name, stack] = [...side.stacks][0]!;
  const catalog = parseOwnCatalog(documentedText);
  const own: Side = { ...side, stacks: new Map([[name, { ...(stack as SidedStack), catalog }]]) };
  expect(parseSide(saveSide(own), "own.json")).toEqual(own);
  const cheaper = saveSide(own).replace('"usdPerHour":11.2', '"usdPerHour":"11.2"');
  expect(() => parseSide(cheaper, "own.json")).toThrow(/^own\.json: stacks\.0/);
});
