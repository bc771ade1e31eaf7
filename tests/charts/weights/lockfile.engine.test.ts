import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockfileText, parseLockfile } from "../../../charts/weights/lockfile.ts";
import { anyLockfile } from "./any-lockfile.ts";
import { hostileLockfiles } from "./hostile-lockfiles.ts";
import { commit, lockfileOf, smallLockfile } from "./locked.ts";
import { runLoader, served } from "./run-loader.ts";
import { loaderFolder } from "./scripts.ts";

/** What the loader's own judge says of each text: its reason, or null where it takes it. */
function judged(texts: readonly (readonly [text: string, model: string])[]): (string | null)[] {
  const program = `
import json, sys
sys.path.insert(0, ${JSON.stringify(loaderFolder)})
import lockfile, refusal
def judge(text, model):
    try:
        lockfile.parse(text.encode("utf-8", "surrogatepass"), model)
    except refusal.Refusal as reason:
        return f"{reason.code} {reason}"
json.dump([judge(text, model) for text, model in json.load(sys.stdin)], sys.stdout)`;
  const run = spawnSync("python3", ["-I", "-S", "-B", "-c", program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  expect(run.stderr).toBe("");
  return JSON.parse(run.stdout);
}

const taken = (text: string, model: string) => {
  try {
    parseLockfile(text, model);
    return true;
  } catch {
    return false;
  }
};

describe("the loader's own judge of lockfiles", () => {
  it("takes a good one", () => {
    expect(judged([[lockfileText(smallLockfile), "tiny"]])).toEqual([null]);
  });

  const verdicts = new Map<string, string | null>();
  beforeAll(() => {
    const all = judged(hostileLockfiles.map(([, text]) => [text, "tiny"] as const));
    for (const [index, [what]] of hostileLockfiles.entries()) verdicts.set(what, all[index] ?? null);
  });
  it.each(hostileLockfiles)("refuses: %s", (what, _, says) => {
    const verdict = verdicts.get(what);
    expect(verdict).toMatch(/^10 lockfile: [^\n]+$/);
    expect(verdict).toContain(says);
  });

  it("agrees with the schema, on good ones and on any edit of their text", () => {
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat(3),
      by: fc.constantFrom("", "0", "-", ".", "/", "a", "E", '"', ",", "{", "\\", "é", " ", "\n"),
    });
    const sample = fc.sample(fc.tuple(anyLockfile, fc.option(edit)), 3000).map(([lockfile, change]): [string, string] => {
      const text = lockfileText(lockfile);
      if (!change) return [text, lockfile.model];
      const at = change.at % text.length;
      return [text.slice(0, at) + change.by + text.slice(at + change.length), lockfile.model];
    });
    const verdicts = judged(sample);
    const apart = sample.filter(([text, model], index) => taken(text, model) !== (verdicts[index] === null));
    expect(apart).toEqual([]);
    expect(verdicts.filter((verdict) => verdict === null).length).toBeGreaterThan(500);
    expect(verdicts.filter((verdict) => verdict !== null).length).toBeGreaterThan(500);
  });
});

describe("the loader, given a lockfile that it cannot use,", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "modelkeep-weights-"));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  /** A storage in which an earlier run has left a checkpoint that could be served. */
  const filled = () => {
    const storage = mkdtempSync(join(root, "storage-"));
    mkdirSync(join(storage, "checkpoint"));
    writeFileSync(join(storage, "checkpoint", "config.json"), "{}");
    return storage;
  };
  const sum = (text: string) => createHash("sha256").update(text).digest("hex");
  const config = { path: "config.json", size: 2, sha256: sum("{}") };
  const weights = { path: "model.safetensors", size: 1, sha256: sum("x") };
  const text = (...files: { path: string; size: number; sha256: string }[]) => JSON.stringify(lockfileOf([config, weights, ...files]));
  const good = text();

  const cases: [what: string, run: Partial<Parameters<typeof runLoader>[0]>, reason: string][] = [
    [
      "a path that climbs out",
      { lockfile: text({ ...weights, path: "../model.safetensors" }) },
      "files[2].path is ../model.safetensors; expected a relative path",
    ],
    [
      "an absolute path",
      { lockfile: text({ ...weights, path: "/etc/model.safetensors" }) },
      "files[2].path is /etc/model.safetensors; expected a relative path",
    ],
    ["code", { lockfile: text({ ...weights, path: "modeling_tiny.py" }) }, "files[2].path is modeling_tiny.py; expected"],
    ["a file twice", { lockfile: text(weights) }, "files[2].path is model.safetensors, which is there already"],
    ["another model", { lockfile: good, model: "other" }, "model is tiny; expected other"],
    ["no JSON", { lockfile: "{" }, "it is no JSON"],
    ["no text", { lockfile: Buffer.from([0xff, 0xfe, 0x00]) }, "it is no JSON"],
    ["another content than the pod names", { lockfile: good, sha256: "0".repeat(64) }, `has SHA-256 ${sum(good)}; expected 0000`],
    [
      "none at all",
      { lockfile: "", lockfilePath: "/nowhere/lockfile.json" },
      "/nowhere/lockfile.json is not there: publish the model's weights",
    ],
    ["a folder", { lockfile: "", lockfilePath: "/" }, "/ cannot be read: Is a directory"],
  ];

  it.each(cases)("says so and takes back what was served: %s", async (_, run, reason) => {
    const storage = filled();
    const ended = await runLoader({ storage, lockfile: good, source: ["--claim", root], ...run });
    expect(ended.reason).toMatch(/^weights: refused: [^\n]+\n$/);
    expect(ended.reason).toContain(reason);
    expect(ended.code).toBe(10);
    expect(served(storage)).toBeNull();
  });

  it("is not talked out of it by a good checkpoint in the claim", async () => {
    const claim = join(root, "claim");
    mkdirSync(join(claim, "tiny", commit), { recursive: true });
    writeFileSync(join(claim, "tiny", commit, "config.json"), "{}");
    writeFileSync(join(claim, "tiny", commit, "model.safetensors"), "x");
    const run = { storage: filled(), source: ["--claim", claim] };
    expect((await runLoader({ ...run, lockfile: good })).code).toBe(0);
    expect((await runLoader({ ...run, lockfile: text({ ...weights, path: "../x.safetensors" }) })).code).toBe(10);
    expect(served(run.storage)).toBeNull();
  });
});
