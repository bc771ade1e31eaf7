import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { bundledGate, mostBytes } from "../../../dev/gate/bundle.ts";

const { text, digest } = await bundledGate();

test("two builds are equal, byte for byte", async () => {
  expect(await bundledGate()).toEqual({ text, digest });
});

test("it fits into a ConfigMap, and runs without anything beside it", () => {
  expect(Buffer.byteLength(text)).toBeLessThan(mostBytes);
  const imported = [...text.matchAll(/^\s*(?:import|export)\b[^'"\n]*\bfrom\s*["']([^"']+)["']|\brequire\(["']([^"']+)["']\)/gm)].map(
    ([, from, required]) => (from ?? required)!.replace(/^node:/, ""),
  );
  expect(imported).toContain("http");
  expect(imported.filter((name) => !builtinModules.includes(name))).toEqual([]);
});

test("it names no path of the machine on which it was built", () => {
  expect(text).not.toContain(resolve("."));
});
