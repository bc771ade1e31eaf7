import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeProject } from "../../../cli/init/write.ts";
import { PreviewError } from "../../../engine/preview.ts";

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "modelkeep-init-"));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const files = new Map([
  ["a.txt", "a"],
  ["in/b.txt", "b"],
]);
const nothing = () => Promise.resolve();
const fails = () => Promise.reject(new PreviewError(["npm said no"]));
const all = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

test.each([false, true])("a folder is there with everything (empty before: %s)", async (isThere) => {
  const dir = join(work, "keep");
  if (isThere) mkdirSync(dir);
  const before = isThere ? statSync(dir).ino : undefined;
  await writeProject(dir, files, false, nothing);
  expect(all(work)).toEqual(["keep", "keep/a.txt", "keep/in", "keep/in/b.txt"]);
  expect(readFileSync(join(dir, "in/b.txt"), "utf8")).toBe("b");
  expect(statSync(dir).mode & 0o777).toBe(0o777 & ~process.umask());
  // A shell may be in the folder that was there.
  if (isThere) expect(statSync(dir).ino).toBe(before);
});

test("nothing is there where its preparation fails", { tags: ["init-all-or-nothing"] }, async () => {
  await expect(writeProject(join(work, "keep"), files, false, fails)).rejects.toThrow("npm said no");
  expect(all(work)).toEqual([]);
});

describe("a folder that holds something", () => {
  test("keeps what is there, and gets the rest", async () => {
    writeFileSync(join(work, "a.txt"), "a");
    writeFileSync(join(work, "other.txt"), "mine");
    await writeProject(work, files, false, nothing);
    expect(all(work)).toEqual(["a.txt", "in", "in/b.txt", "other.txt"]);
  });

  test("is not written over", { tags: ["init-writes-over-nothing"] }, async () => {
    writeFileSync(join(work, "a.txt"), "mine");
    await expect(writeProject(work, files, false, nothing)).rejects.toThrow(
      /has a\.txt with different content; nothing was written; --force/,
    );
    expect(all(work)).toEqual(["a.txt"]);
    expect(readFileSync(join(work, "a.txt"), "utf8")).toBe("mine");
    await writeProject(work, files, true, nothing);
    expect(readFileSync(join(work, "a.txt"), "utf8")).toBe("a");
    expect(all(work)).toEqual(["a.txt", "in", "in/b.txt"]);
  });

  test("is not written through a folder or a link of a file's name, even with --force", async () => {
    mkdirSync(join(work, "a.txt"));
    await expect(writeProject(work, files, true, nothing)).rejects.toThrow(/is not a regular file/);
    expect(all(work)).toEqual(["a.txt"]);
  });
});

test("a file in place of the folder is one message", async () => {
  writeFileSync(join(work, "keep"), "");
  await expect(writeProject(join(work, "keep"), files, false, nothing)).rejects.toThrow(/is a file, or cannot be read/);
});
