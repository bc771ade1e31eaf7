import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockedBytes, lockfileSchema, lockfileText, parseLockfile } from "../../../charts/weights/lockfile.ts";
import { anyLockfile } from "./any-lockfile.ts";
import { hostileLockfiles } from "./hostile-lockfiles.ts";
import { smallLockfile } from "./locked.ts";

const reasonOf = (text: string) => {
  try {
    parseLockfile(text, "tiny");
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe("a lockfile", () => {
  it("is read as it is written", () => {
    expect(parseLockfile(JSON.stringify(smallLockfile), "tiny")).toEqual(smallLockfile);
  });

  it.each(hostileLockfiles)("is refused: %s", { tags: ["lockfile-refused"] }, (_, text, says) => {
    const reason = reasonOf(text);
    expect(reason).toMatch(/^the weights lockfile cannot be used\n {2}\S/);
    expect(reason).toContain(says);
  });

  it("may name each kind of file that a checkpoint has", () => {
    const names = ["model.safetensors.index.json", "generation_config.json", "tokenizer_config.json", "tokenizer.model", "qwen.tiktoken"];
    const more = [...names, "LICENSE", "LICENSE-MODEL", "LICENSE.md", "README.md", "merges.txt", "vocab.json", "tokenizer/tokenizer.json"];
    const files = [...smallLockfile.files, ...more.map((path) => ({ path, size: 1, sha256: "0".repeat(64) }))];
    expect(parseLockfile(JSON.stringify({ ...smallLockfile, files }), "tiny").files).toHaveLength(files.length);
  });

  it("is told every problem at once, with what is expected", () => {
    const files = [...smallLockfile.files, { path: "../x.safetensors", size: 0, sha256: "no" }];
    expect(
      reasonOf(JSON.stringify({ ...smallLockfile, files }))
        ?.split("\n")
        .slice(1),
    ).toEqual([
      '  files[4].path is "../x.safetensors"; expected a relative path, without . or .., to a safetensors, config, tokenizer or license file',
      "  files[4].size is 0; expected a whole number of bytes, at least 1",
      '  files[4].sha256 is "no"; expected 64 lower-case hex digits',
    ]);
  });
});

describe("any lockfile", () => {
  it("survives writing and reading, files in order", () => {
    fc.assert(
      fc.property(anyLockfile, (lockfile) => {
        const again = parseLockfile(lockfileText(lockfile), lockfile.model);
        expect(new Set(again.files)).toEqual(new Set(lockfile.files));
        expect(again.files.map(({ path }) => path)).toEqual(lockfile.files.map(({ path }) => path).sort());
        expect(lockfileText(again)).toBe(lockfileText(lockfile));
        expect(lockedBytes(again)).toBe(lockedBytes(lockfile));
      }),
    );
  });

  it("has no path that leaves the folder, whatever text stands for one", () => {
    const pieces = fc.constantFrom(
      "..",
      ".",
      "/",
      "\\",
      "a",
      "model",
      ".safetensors",
      ".json",
      "config",
      ".py",
      "tokenizer",
      "\n",
      "\0",
      "%2e",
      "é",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")),
        ),
        (path) => {
          const files: Lockfile["files"] = [...smallLockfile.files, { path, size: 1, sha256: "0".repeat(64) }];
          if (!lockfileSchema.safeParse({ ...smallLockfile, files }).success) return;
          expect(path).toMatch(/^[\w./-]+$/);
          expect(path.split("/").every((part) => part !== "" && !part.startsWith("."))).toBe(true);
          expect(path).not.toMatch(/\.(py|pyc|bin|pt|pth|ckpt|pkl|so|sh)$/i);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is refused once one of its digests, sizes or paths is damaged", () => {
    const damage = fc.constantFrom<(file: Lockfile["files"][number]) => object>(
      (file) => ({ ...file, sha256: file.sha256.slice(1) }),
      (file) => ({ ...file, sha256: `${file.sha256.slice(1)}G` }),
      (file) => ({ ...file, size: -file.size }),
      (file) => ({ ...file, size: String(file.size) }),
      (file) => ({ ...file, path: `../${file.path}` }),
      (file) => ({ ...file, path: `/${file.path}` }),
      (file) => ({ ...file, path: `${file.path}.py` }),
      ({ path, size }) => ({ path, size }),
    );
    fc.assert(
      fc.property(anyLockfile, damage, fc.nat(), (lockfile, hurt, at) => {
        const files = lockfile.files.map((file, index) => (index === at % lockfile.files.length ? hurt(file) : file));
        expect(lockfileSchema.safeParse({ ...lockfile, files }).success).toBe(false);
      }),
    );
  });
});
