import { describe, expect, test } from "vitest";
import { placesOf, replaced } from "../../../dev/mutations/spans.ts";

const all = (text: string) => ({ start: 0, end: text.length });
const found = (code: string, text: string) => placesOf(code, text, all(text)).map(({ start, end }) => text.slice(start, end));

describe("places of code", () => {
  test.each([
    ["f(a, b)", "f(\n  a,\n  b,\n)"],
    ["f(a, b,)", "f(a, b)"],
    ["{ a: 1, b }", "{\n  a: 1,\n  b,\n}"],
    ["[\n a ? b : c,\n]", "[a ? b : c]"],
    ["return x", "return  x"],
    ["(a) => b", "(a) =>\n    b"],
  ])("%j is %j", (code, text) => {
    expect(found(code, `before ${text} after`)).toEqual([text]);
  });

  test.each([
    ["return x", "returnx"],
    ["ab", "a b"],
    ["f(a, b)", "f(a b)"],
    ["f(a b)", "f(a, b)"],
    ["f(,", "f("],
  ])("%j is not %j", (code, text) => {
    expect(found(code, text)).toEqual([]);
  });

  test("a last comma is taken where it stands, and not missed where it does not", () => {
    expect(found("b,", "{ a, b }")).toEqual(["b"]);
    expect(found("b,", "{ a, b, c }")).toEqual(["b,"]);
  });

  test("all of them are found, and none outside the part", () => {
    expect(placesOf("a", "a a a", { start: 1, end: 5 }).map(({ start }) => start)).toEqual([2, 4]);
    expect(placesOf("a b", "x a b", { start: 0, end: 3 })).toEqual([]);
  });

  test("parts of texts and of templates are code as well", () => {
    expect(found(" --expect-no-changes`", "`up --expect-no-changes`")).toEqual(["--expect-no-changes`"]);
  });
});

describe("code in place of other code", () => {
  const swapped = (code: string, by: string, text: string) => replaced(text, placesOf(code, text, all(text))[0]!, code, by);

  test("space at an end of the place stays, so that no comment reaches further", () => {
    expect(swapped(" b,\n", " c,\n", "// a\n  b,\n  d")).toBe("// a\n  c,\n  d");
    expect(swapped("  b,\n", "", "// a\n  b,\n}")).toBe("// a\n  \n}");
  });

  test("space that only the new code has is put there", () => {
    expect(swapped("=", "= !", "a = b")).toBe("a = ! b");
    expect(swapped("b", " b ", "ab")).toBe("a b ");
  });
});
