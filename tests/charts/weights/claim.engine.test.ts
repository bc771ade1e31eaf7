import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";
import { limits } from "../../support/limits.ts";
import { until } from "../../support/until.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { claimHarms, flip } from "./claim-harms.ts";
import { commit } from "./locked.ts";
import { type LoaderRun, runLoader, served } from "./run-loader.ts";
import { loaderFolder } from "./scripts.ts";

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

describe("a good checkpoint of 2 GB", () => {
  it("is served, byte by byte and alone; nothing found before is trusted", async () => {
    const first = await load();
    expect(first).toMatchObject({ code: 0, reason: "" });
    expect(first.out).toContain("8 files, 2.10 GB as locked, 8 brought");
    expect(served(storage)).toEqual(paths());
    const sums = lockfile.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
    execFileSync("sha256sum", ["--check", "--strict", "--quiet"], { cwd: join(storage, "checkpoint"), input: sums, timeout: limits.wait });

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
    execFileSync("sha256sum", ["--check", "--strict", "--quiet"], { cwd: inside, input: sums, timeout: limits.wait });
  });

  it("is not served half-way, and what had come before a stop counts after it", async () => {
    const incoming = join(storage, ".incoming");
    // A copy of the loader that goes no further than some of this shard before it is told to stop.
    const program = join(root, "loader");
    cpSync(loaderFolder, program, { recursive: true });
    const copying = "                done += count\n";
    const text = readFileSync(join(program, "claim.py"), "utf8");
    expect(text.split(copying)).toHaveLength(2);
    const waiting = `                if file.path == "${last}" and offset + done > ${128 * 2 ** 20}:\n                    self.stop.wait()\n`;
    writeFileSync(join(program, "claim.py"), text.replace(copying, copying + waiting));
    const stopped = await load({
      program,
      during: async (kill) => {
        const blocks = () => statSync(join(incoming, last), { throwIfNoEntry: false })?.blocks ?? 0;
        await until("some of the shard is there", () => blocks() * 512 >= 64 * 2 ** 20);
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
  const harms = claimHarms(
    () => checkpoint,
    () => join(root, "away"),
    last,
    shard,
  );

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

  it("is refused, with what helps: a file that the pod's user may not read", async () => {
    const file = join(checkpoint, last);
    chmodSync(file, 0o000);
    const ended = await load({ unprivileged: true });
    chmodSync(file, 0o644);
    expect(ended.reason).toContain(`${last} cannot be opened as a plain file: Permission denied for user`);
    expect(ended.reason).toContain("chmod -R a+rX");
    expect([ended.code, served(storage)]).toEqual([11, null]);
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
