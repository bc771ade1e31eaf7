import { execFileSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { commit } from "./locked.ts";
import { type LoaderRun, runLoader, served } from "./run-loader.ts";

// The loader as it runs in the pod, on 2 GB.

const shard = 500 * 2 ** 20;
let root: string;
let claim: string;
let checkpoint: string;
let storage: string;
let lockfile: Lockfile;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "modelkeep-weights-"));
  claim = join(root, "claim");
  checkpoint = join(claim, "tiny", commit);
  lockfile = writeCheckpoint(checkpoint, { shards: 4, shard });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  storage = mkdtempSync(join(root, "storage-"));
});
afterEach(() => rmSync(storage, { recursive: true, force: true }));

const load = (run: Partial<LoaderRun> = {}) => runLoader({ storage, lockfile: lockfileText(lockfile), source: ["--claim", claim], ...run });
const paths = () => lockfile.files.map(({ path }) => path).sort();
const last = "model-4-of-4.safetensors";

/** Flips one bit of a file; the same call mends it. */
function flip(path: string, at: number): void {
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 0b0001_0000]), 0, 1, at);
  closeSync(file);
}

describe("a good checkpoint of 2 GB", () => {
  it("is served, byte by byte and alone; nothing found before is trusted", async () => {
    const first = await load();
    expect(first).toMatchObject({ code: 0, reason: "" });
    expect(first.out).toContain("8 files, 2.10 GB as locked, 8 brought");
    expect(served(storage)).toEqual(paths());
    const sums = lockfile.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
    execFileSync("sha256sum", ["--check", "--strict", "--quiet"], { cwd: join(storage, "checkpoint"), input: sums });

    // Started again on the same node: read again, not brought again.
    expect((await load({ source: ["--claim", "/nowhere"] })).out).toContain("0 brought");

    // What somebody did to it meanwhile does not survive.
    const inside = join(storage, "checkpoint");
    flip(join(inside, last), shard - 1);
    writeFileSync(join(inside, "modeling.py"), "import os");
    writeFileSync(join(inside, ".verified"), "yes");
    unlinkSync(join(inside, "config.json"));
    symlinkSync(join(checkpoint, "config.json"), join(inside, "config.json"));
    mkdirSync(join(inside, "folder"));
    const again = await load();
    expect(again).toMatchObject({ code: 0, reason: "" });
    expect(again.out).toContain(`${last} has SHA-256`);
    expect(again.out).toContain("2 brought");
    expect(served(storage)).toEqual(paths());
    expect(lstatSync(join(inside, "config.json")).isFile()).toBe(true);
    execFileSync("sha256sum", ["--check", "--strict", "--quiet"], { cwd: inside, input: sums });
  });

  it("is not served half-way, and what had come before a stop counts after it", async () => {
    const incoming = join(storage, ".incoming");
    const stopped = await load({
      during: async (kill) => {
        // The small files come last, so one whole shard says that it is half-way.
        const half = () => statSync(join(incoming, last), { throwIfNoEntry: false })?.blocks ?? 0;
        while (half() * 512 < 64 * 2 ** 20) await setTimeout(20);
        kill("SIGTERM");
      },
    });
    expect(stopped.code).toBe(143);
    expect(served(storage)).toBeNull();
    const again = await load();
    expect(again).toMatchObject({ code: 0, reason: "" });
    expect(served(storage)).toEqual(paths());
  });
});

describe("a claim that is not as locked", () => {
  const away = () => join(root, "away");
  /** What is done to the claim, how it is undone, and the reason that must be told. */
  const harms: [what: string, harm: () => void, undo: () => void, reason: RegExp][] = [
    [
      "a flipped bit in the last byte",
      () => flip(join(checkpoint, last), shard - 1),
      () => flip(join(checkpoint, last), shard - 1),
      /^weights: refused: model-4-of-4\.safetensors has SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}\n$/,
    ],
    [
      "a flipped bit in a small file",
      () => flip(join(checkpoint, "config.json"), 3),
      () => flip(join(checkpoint, "config.json"), 3),
      /refused: config\.json has SHA-256 /,
    ],
    [
      "a missing file",
      () => renameSync(join(checkpoint, last), away()),
      () => renameSync(away(), join(checkpoint, last)),
      /refused: model-4-of-4\.safetensors is missing; expected a file of 524288000 bytes\n$/,
    ],
    [
      "an extra file",
      () => writeFileSync(join(checkpoint, "extra.safetensors"), "x"),
      () => unlinkSync(join(checkpoint, "extra.safetensors")),
      /refused: extra\.safetensors is not named by the lockfile; expected no other file\n$/,
    ],
    [
      "code beside the weights",
      () => writeFileSync(join(checkpoint, "tokenizer", "modeling.py"), "x"),
      () => unlinkSync(join(checkpoint, "tokenizer", "modeling.py")),
      /refused: tokenizer\/modeling\.py is not named/,
    ],
    [
      "a name that would write into the log",
      () => writeFileSync(join(checkpoint, "x\nweights: fine\u001b[2J"), "x"),
      () => unlinkSync(join(checkpoint, "x\nweights: fine\u001b[2J")),
      /^weights: refused: "x\\nweights: fine\\u001b\[2J" is not named.*\n$/,
    ],
    [
      "a renamed file",
      () => renameSync(join(checkpoint, last), join(checkpoint, "model-5-of-4.safetensors")),
      () => renameSync(join(checkpoint, "model-5-of-4.safetensors"), join(checkpoint, last)),
      /refused: model-4-of-4\.safetensors is missing.* \(and 1 more\)\n$/,
    ],
    [
      "two files that changed names",
      () => swap("model-1-of-4.safetensors", last),
      () => swap("model-1-of-4.safetensors", last),
      /refused: model-[14]-of-4\.safetensors has SHA-256 /,
    ],
    [
      "a link to the right content",
      () => link(last),
      () => unlink(last),
      /refused: model-4-of-4\.safetensors is a symbolic link; expected a plain file\n$/,
    ],
    [
      "a link to a folder of the right content",
      () => link("tokenizer"),
      () => unlink("tokenizer"),
      /refused: tokenizer is a symbolic link/,
    ],
    [
      "a link instead of the whole folder",
      () => link("."),
      () => unlink("."),
      /refused: tiny\/0123456789abcdef0123456789abcdef01234567 is not a folder of the claim/,
    ],
    [
      "a truncated file",
      () => truncateSync(join(checkpoint, "tokenizer.json"), 1),
      () => writeFileSync(join(checkpoint, "tokenizer.json"), "{}"),
      /refused: tokenizer\.json has 1 bytes; expected 2\n$/,
    ],
    [
      "a file with a byte more",
      () => writeFileSync(join(checkpoint, "tokenizer.json"), "{} "),
      () => writeFileSync(join(checkpoint, "tokenizer.json"), "{}"),
      /refused: tokenizer\.json has 3 bytes; expected 2\n$/,
    ],
    [
      "an extra folder",
      () => mkdirSync(join(checkpoint, "inference")),
      () => rmSync(join(checkpoint, "inference"), { recursive: true }),
      /refused: inference is a folder of no locked file\n$/,
    ],
    [
      "a folder in a file's place",
      () => {
        renameSync(join(checkpoint, "config.json"), away());
        mkdirSync(join(checkpoint, "config.json"));
      },
      () => {
        rmSync(join(checkpoint, "config.json"), { recursive: true });
        renameSync(away(), join(checkpoint, "config.json"));
      },
      /refused: config\.json is a folder; expected a plain file\n$/,
    ],
    [
      "a pipe in a file's place",
      () => {
        renameSync(join(checkpoint, "config.json"), away());
        execFileSync("mkfifo", [join(checkpoint, "config.json")]);
      },
      () => renameSync(away(), join(checkpoint, "config.json")),
      /refused: config\.json is neither a file nor a folder\n$/,
    ],
  ];
  const swap = (one: string, other: string) => {
    renameSync(join(checkpoint, one), away());
    renameSync(join(checkpoint, other), join(checkpoint, one));
    renameSync(away(), join(checkpoint, other));
  };
  const link = (path: string) => {
    renameSync(join(checkpoint, path), away());
    symlinkSync(away(), join(checkpoint, path));
  };
  const unlink = (path: string) => {
    unlinkSync(join(checkpoint, path));
    renameSync(away(), join(checkpoint, path));
  };

  it.each(harms)("is refused: %s", async (what, harm, undo, reason) => {
    harm();
    try {
      const ended = await load();
      expect(ended.reason).toMatch(reason);
      expect(ended.code).toBe(what.includes("whole folder") ? 12 : 11);
      expect(served(storage)).toBeNull();
    } finally {
      undo();
    }
  });

  it("is refused: another commit than the locked one", async () => {
    const other = { ...lockfile, source: { ...lockfile.source, commit: "f".repeat(40) } };
    const ended = await load({ lockfile: lockfileText(other) });
    expect(ended.reason).toContain(`tiny/${"f".repeat(40)} is not a folder of the claim`);
    expect([ended.code, served(storage)]).toEqual([12, null]);
  });
});

describe("storage", () => {
  it("too small for the checkpoint is said beforehand", async () => {
    const huge = join(root, "huge");
    const size = 2 ** 43;
    cpSync(join(checkpoint, "config.json"), join(huge, "tiny", commit, "config.json"));
    writeFileSync(join(huge, "tiny", commit, "model.safetensors"), "");
    truncateSync(join(huge, "tiny", commit, "model.safetensors"), size);
    const config = lockfile.files.filter(({ path }) => path === "config.json");
    const files = [...config, { path: "model.safetensors", size, sha256: "0".repeat(64) }];
    const ended = await load({ lockfile: lockfileText({ ...lockfile, files }), source: ["--claim", huge] });
    expect(ended.reason).toMatch(/refused: \S+ has \d+ bytes left; expected 8796093022229\n$/);
    expect([ended.code, served(storage)]).toEqual([13, null]);
  });

  it("with links in the places of its folders does not lead anywhere else", async () => {
    const elsewhere = join(root, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "precious"), "x");
    symlinkSync(elsewhere, join(storage, "checkpoint"));
    symlinkSync(elsewhere, join(storage, ".incoming"));
    const ended = await load({ lockfile: "{" });
    expect([ended.code, served(storage)]).toEqual([10, null]);
    expect(lstatSync(join(storage, ".incoming")).isDirectory()).toBe(true);
    expect(readFileSync(join(elsewhere, "precious"), "utf8")).toBe("x");
  });
});
