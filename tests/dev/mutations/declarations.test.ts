import { describe, expect, test } from "vitest";
import { byName, declarationAt, declarationsOf } from "../../../dev/mutations/declarations.ts";
import { parsed } from "../../../dev/mutations/source-files.ts";

const textOf = ({ text, start, end }: { text: string; start: number; end: number }) => text.slice(start, end);

test("what stands at the top of a file is declared there, exported or not", () => {
  const file = parsed(
    "a.ts",
    [
      "/** Says so. */",
      "export function f() { const inner = 1; return inner; }",
      "const one = 1, two = 2;",
      "export class C { method() {} }",
      "interface I { a: string }",
      "export type T = 1;",
      "f();",
    ].join("\n"),
  );
  expect(declarationsOf(file).map((one) => [one.name, textOf(one)])).toEqual([
    ["f", "export function f() { const inner = 1; return inner; }"],
    ["one", "one = 1"],
    ["two", "two = 2"],
    ["C", "export class C { method() {} }"],
    ["I", "interface I { a: string }"],
    ["T", "export type T = 1;"],
  ]);
});

describe("a place", () => {
  const files = ["infra/aws/cluster.ts", "evidence/cluster.ts", "evidence/html/cluster.ts"].map((path) => parsed(path, "class Cluster {}"));
  const declarations = byName([...files, parsed("infra/only.ts", "const only = 1;")]);
  const pathOf = (place: string) => declarationAt(place, declarations).path;

  test("is a name, wherever it is declared", () => {
    expect(pathOf("only")).toBe("infra/only.ts");
  });

  test("is told from others by neighbouring parts of its path", () => {
    expect(pathOf("infra#Cluster")).toBe("infra/aws/cluster.ts");
    expect(pathOf("html#Cluster")).toBe("evidence/html/cluster.ts");
    expect(pathOf("evidence/cluster#Cluster")).toBe("evidence/cluster.ts");
  });

  test.each([
    ["Cluster", /fits several files; .*: infra\/aws\/cluster.ts, evidence\/cluster.ts, evidence\/html\/cluster.ts$/],
    ["evidence#Cluster", /fits several files/],
    ["infra/cluster#Cluster", /fits none of the files that declare Cluster: infra/],
    ["Nothing", /nothing at the top of a source file is named "Nothing"/],
  ])("%s is refused in words", (place, message) => {
    expect(() => pathOf(place)).toThrow(message);
  });
});
