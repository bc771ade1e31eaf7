import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endHolder, holderOf } from "../../../../dev/sandbox/aws/hold.ts";
import { placesOf } from "../../../../dev/sandbox/aws/places.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  mkdirSync(placesOf(folder).home);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a process of another that has the holder's number is left alone", async () => {
  expect(holderOf(folder)).toBeUndefined();
  writeFileSync(placesOf(folder).pid, String(process.pid));
  expect(holderOf(folder)).toBeUndefined();
  await endHolder(folder);
});
