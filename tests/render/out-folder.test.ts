import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, test } from "vitest";
import { listFile, writeInto } from "../../render/out-folder.ts";

const first = new Map([
  ["kustomization.yaml", "1"],
  ["10-a/x.yaml", "1"],
  ["20-b/y.yaml", "1"],
]);
const second = new Map([["10-a/x.yaml", "2"]]);

/** A folder, and one beside it that nobody may touch. */
function folders() {
  const work = mkdtempSync(join(tmpdir(), "modelkeep-out-"));
  onTestFinished(() => rmSync(work, { recursive: true }));
  mkdirSync(join(work, "private"));
  writeFileSync(join(work, "private/x.yaml"), "precious");
  return {
    out: join(work, "out"),
    beside: join(work, "private"),
    untouched: () => readFileSync(join(work, "private/x.yaml"), "utf8") === "precious",
  };
}
const all = (folder: string) => readdirSync(folder, { recursive: true }).sort();

it("makes the folder, and replaces its own files alone when forced", async () => {
  const { out } = folders();
  await writeInto(out, first, false);
  expect(all(out)).toEqual([listFile, "10-a", "10-a/x.yaml", "20-b", "20-b/y.yaml", "kustomization.yaml"].sort());
  await expect(writeInto(out, second, false)).rejects.toThrow(`${out} is not empty: name another folder, or use --force`);
  writeFileSync(join(out, "10-a/mine.txt"), "mine");
  await writeInto(out, second, true);
  expect(all(out)).toEqual([listFile, "10-a", "10-a/mine.txt", "10-a/x.yaml"].sort());
  expect(readFileSync(join(out, "10-a/x.yaml"), "utf8")).toBe("2");
});

it("never writes over what it did not write, and then changes nothing", async () => {
  const { out } = folders();
  await writeInto(out, new Map([["old.yaml", "1"]]), false);
  mkdirSync(join(out, "10-a"));
  writeFileSync(join(out, "10-a/x.yaml"), "mine");
  await expect(writeInto(out, second, true)).rejects.toThrow("10-a/x.yaml was not rendered by this tool, and would be overwritten");
  expect(readFileSync(join(out, "10-a/x.yaml"), "utf8")).toBe("mine");
  expect(existsSync(join(out, "old.yaml"))).toBe(true);
});

test.each([["../private/x.yaml"], ["/etc/hostname"], ["10-a/../../private/x.yaml"], [".git/config"]])(
  "a list that names %s removes nothing",
  { tags: ["listed-files-outside-stay"] },
  async (path) => {
    const { out, untouched } = folders();
    await writeInto(out, first, false);
    writeFileSync(join(out, listFile), `10-a/x.yaml\n${path}\n`);
    await expect(writeInto(out, second, true)).rejects.toThrow("which is not a path that is ever rendered");
    expect(untouched()).toBe(true);
    expect(readFileSync(join(out, "10-a/x.yaml"), "utf8")).toBe("1");
  },
);

it("follows no link out of the folder, neither to write nor to remove", async () => {
  const { out, beside, untouched } = folders();
  await writeInto(out, first, false);
  rmSync(join(out, "10-a"), { recursive: true });
  symlinkSync(beside, join(out, "10-a"));
  await expect(writeInto(out, second, true)).rejects.toThrow("10-a was not rendered");
  await writeInto(out, new Map([["z.yaml", "3"]]), true);
  expect(untouched()).toBe(true);
  symlinkSync(join(beside, "x.yaml"), join(out, "w.yaml"));
  await expect(writeInto(out, new Map([["w.yaml", "4"]]), true)).rejects.toThrow("w.yaml was not rendered");
  rmSync(join(out, listFile));
  symlinkSync(join(beside, "x.yaml"), join(out, listFile));
  await expect(writeInto(out, new Map([["v.yaml", "5"]]), true)).rejects.toThrow("is not a regular file");
  expect(untouched()).toBe(true);
});

it("says that a file is no folder", async () => {
  const { beside } = folders();
  await expect(writeInto(join(beside, "x.yaml"), first, true)).rejects.toThrow("is a file: name a folder");
});
