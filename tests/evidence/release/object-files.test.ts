import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { objectFilesDigest } from "../../../evidence/release/object-files.ts";

let kit: string;
const write = (path: string, text: string) => {
  mkdirSync(join(kit, dirname(path)), { recursive: true });
  writeFileSync(join(kit, path), text);
};
beforeAll(() => {
  kit = mkdtempSync(join(tmpdir(), "modelkeep-kit-"));
  write("charts/pod.ts", 'import { images } from "../catalog/images.ts";\nexport * from "./volume.ts";\n');
  write("charts/volume.ts", "");
  write("charts/init.py", "");
  write("catalog/images.ts", 'import data from "./data/images.json" with { type: "json" };\n');
  write("catalog/data/images.json", "[]");
  write("catalog/prices.ts", "");
});
afterAll(() => rmSync(kit, { recursive: true }));

test("the digest is of the files that render objects and of what they import, and of no other", { tags: ["trial-current"] }, () => {
  const changes = (path: string, text: string) => {
    const before = objectFilesDigest(kit);
    write(path, text);
    return objectFilesDigest(kit) !== before;
  };
  expect(changes("charts/init.py", "print()")).toBe(true);
  expect(changes("catalog/data/images.json", "[1]")).toBe(true);
  expect(changes("catalog/prices.ts", "export {};")).toBe(false);
});
