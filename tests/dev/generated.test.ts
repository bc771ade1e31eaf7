import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { generated } from "../../dev/generated.ts";

test.each(generated)("$writes is written by a program that is there, and held by a test", ({ writes, command, heldBy }) => {
  for (const path of [...writes, command[0]!, heldBy]) expect(existsSync(path), path).toBe(true);
});

test("nothing is written twice", () => {
  const all = generated.flatMap(({ writes }) => writes);
  expect(new Set(all).size).toBe(all.length);
});
