import { expect, test } from "vitest";
import type { Members } from "../../../../engine/in-process/symbols/declared-outputs.ts";
import { parseOutputType } from "../../../../engine/in-process/symbols/output-type.ts";
import { replaceSymbols, Symbols, symbolsIn } from "../../../../engine/in-process/symbols/symbol.ts";
import { symbolicOutputs } from "../../../../engine/in-process/symbols/symbolic-outputs.ts";

const urn = "urn:pulumi:dev::p::aws:ec2/thing:Thing::my thing";
const members = (types: Record<string, string>): Members =>
  new Map(Object.entries(types).map(([name, type]) => [name, parseOutputType(type)]));
const declared = {
  members: members({
    arn: "string",
    count: "number",
    on: "boolean",
    tags: "{ [key: string]: string }",
    name: "string",
    inner: "outputs.a.Inner",
    list: "outputs.a.Inner[]",
    spare: "outputs.a.Inner | undefined",
    loop: "outputs.a.Loop",
  }),
  interfaceOf: (path: string) =>
    ({
      "a.Inner": members({ id: "string", maybe: "string | undefined", flag: "boolean" }),
      "a.Loop": members({ next: "outputs.a.Loop", id: "string" }),
    })[path],
};
const made = (given = {}) => {
  const symbols = new Symbols();
  const outputs = symbolicOutputs(urn, given, declared, symbols);
  return { outputs, table: symbols.tableOf(outputs), text: JSON.stringify(outputs) };
};

test("texts and numbers get a symbol, what would take a side stays missing", () => {
  const { outputs, table } = made();
  expect(outputs["arn"]).toMatch(/^~my_thing\.arn\.[0-9a-f]{12}~$/);
  expect(table[String(outputs["arn"])]).toEqual({ urn, property: "arn" });
  expect(table[String(outputs["count"])]).toEqual({ urn, property: "count" });
  for (const missing of ["on", "tags", "spare"]) expect(outputs).not.toHaveProperty(missing);
});

test("objects have the fields that are always there, lists one element, and endless types an end", {
  tags: ["symbolic-output-shapes"],
}, () => {
  const { outputs, table } = made();
  expect(outputs["inner"]).toEqual({ id: expect.stringContaining("inner.id") });
  expect(outputs["list"]).toEqual([{ id: expect.stringContaining("list[0].id") }]);
  const loops = Object.values(table).filter(({ property }) => property.startsWith("loop."));
  expect(loops.length).toBeGreaterThan(2);
  expect(loops.length).toBeLessThan(10);
});

test("what the program gave stays, and an object that it gave in part is completed", { tags: ["given-outputs-stay"] }, () => {
  const { outputs } = made({ name: "mine", inner: { maybe: "given" }, list: [{ id: "own" }, {}] });
  expect(outputs["name"]).toBe("mine");
  expect(outputs["inner"]).toEqual({ maybe: "given", id: expect.stringContaining("inner.id") });
  expect(outputs["list"]).toEqual([{ id: "own" }, { id: expect.stringContaining("list[1].id") }]);
});

test("a secret stays as it is", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "x" };
  expect(made({ inner: secret }).outputs["inner"]).toEqual(secret);
});

test("symbols are found within other text, and replaced there", { tags: ["symbols-found-within-text"] }, () => {
  const { outputs, table } = made();
  const text = `arn:${outputs["arn"]}/x and ${outputs["count"]}!`;
  expect(symbolsIn(text, table)).toEqual([outputs["arn"], String(outputs["count"])]);
  expect(replaceSymbols(text, table, () => "$&")).toBe("arn:$&/x and $&!");
  expect(symbolsIn("~no.symbol.0123456789ab~ 4503599627370497", table)).toEqual([]);
});

test("another resource, or another output, is another symbol", { tags: ["each-output-own-symbol"] }, () => {
  const symbols = new Symbols();
  const all = [
    symbols.text(urn, "a"),
    symbols.text(urn, "b"),
    symbols.text(`${urn}x`, "a"),
    String(symbols.number(urn, "a")),
    String(symbols.number(urn, "b")),
  ];
  expect(new Set(all).size).toBe(5);
  expect(new Symbols().text(urn, "a")).toBe(all[0]);
});
