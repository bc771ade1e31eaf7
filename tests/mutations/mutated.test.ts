import { describe, expect, it } from "vitest";
import { declarationNamed } from "./declarations.ts";
import { replaced } from "./mutated.ts";
import { tagsIn, testWithTag } from "./tagged-tests.ts";

describe("the code to replace", () => {
  const source = "const a = f({\n  open: false,\n  ports: [1,\n    2],\n});\nconst b = f({ open: false });\n";
  const end = source.indexOf("const b");
  const edit = (find: string, by = "X") => replaced(source, { start: 0, end }, find, by);

  it("is found however it is broken into lines, and only within its declaration", () => {
    expect(edit("open: false")).toBe(source.replace("open: false", "X"));
    expect(edit("ports: [1, 2]")).toBe(source.replace("ports: [1,\n    2]", "X"));
    expect(edit("{ open: false, ports: [1, 2] }")).toBe(`const a = f(X);\n${source.slice(end)}`);
  });

  it("may end in the comma of a list's last item, which a formatter sets or takes away", () => {
    expect(edit("ports: [1, 2],")).toBe(source.replace("ports: [1,\n    2],", "X"));
    expect(edit("open: false,", "")).toBe(source.replace("open: false,", ""));
  });

  it.each([
    ["that is not there", "open: true", "stands 0 times in the declaration: open: true"],
    ["that is there twice", "f", "stands 2 times"],
  ])("%s is an error", (_, find, message) => {
    expect(() => edit(find)).toThrow(message);
  });
});

describe("a declaration", () => {
  it("is found by its name, in whichever file it is", () => {
    expect(declarationNamed("charts#vllmArguments").file).toMatch(/^charts\//);
  });

  it.each([
    ["nobodyDeclaresThis", "0 declarations are called nobodyDeclaresThis"],
    ["install", /^2 declarations are called install; install is declared in diff\/sides\/packages\.ts, tools\//],
    ["infra#install", /^0 declarations are called infra#install; install is declared in diff/],
  ])("%s: the error names the candidates", (name, message) => {
    expect(() => declarationNamed(name)).toThrow(message);
  });
});

describe("a tag", () => {
  it("is read from the options of tests and of tables", () => {
    // Put together here, or this file would have the tags itself.
    const options = (list: string) => `{ tags${": ["}${list}] }`;
    const text = `it("a", ${options('"one"')}, () => {});\ntest.each(rows)("%s", ${options('"two", "three"')}, f);`;
    expect(tagsIn(text)).toEqual(["one", "two", "three"]);
  });

  it("that no test has is an error", () => {
    expect(() => testWithTag("no-such-tag")).toThrow("no test has the tag no-such-tag");
  });
});
