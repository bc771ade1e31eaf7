import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Anchor } from "../../../gate/audit/anchor.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-anchor-"));
  path = join(folder, "anchor");
});
afterEach(() => rmSync(folder, { recursive: true }));
const end = (sequence: number) => ({ start: "a".repeat(32), sequence, hash: "b".repeat(64) });

it("the next start finds where the one before stood, which nobody had to tell that it ends", () => {
  const first = new Anchor(path);
  expect(first.before).toBeUndefined();
  for (const sequence of [0, 10 ** 15, 7]) first.write(end(sequence));
  expect(statSync(path).size).toBe(160);
  const second = new Anchor(path);
  expect(second.before).toEqual(end(7));
  first.close();
  second.close();
});

it.each(["", "{}", '{"start":"x"}', "\0".repeat(160)])("what is no end of a chain is none: %j", (text) => {
  writeFileSync(path, text);
  const anchor = new Anchor(path);
  expect(anchor.before).toBeUndefined();
  anchor.write(end(1));
  anchor.close();
});

it("a file that cannot be written is told at once", () => {
  expect(() => new Anchor(join(folder, "no", "anchor"))).toThrow("ENOENT");
});
