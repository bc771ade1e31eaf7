import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockfileText } from "../../../charts/weights/lockfile.ts";
import { contents, type LoaderRule, loaderRules, lockfile } from "./loader-rules.ts";
import { commit } from "./locked.ts";
import { type Ended, runLoader, served } from "./run-loader.ts";
import { loaderFolder } from "./scripts.ts";

// Each rule of the loader is taken out of a copy of its program: what it refused before must then end otherwise. A rule whose loss nobody
// would notice is not tested at all.

const good = lockfileText(lockfile);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "modelkeep-weights-"));
});
afterAll(() => rmSync(root, { recursive: true }));

const fill = (folder: string) => {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** Runs a scenario: a good claim, or where `says` is null a checkpoint served before; then the harm. */
async function play({ harm, run, says }: LoaderRule, program: string): Promise<Ended & { files: string[] | null; content: string }> {
  const place = mkdtempSync(join(root, "place-"));
  const claim = join(place, "claim");
  const checkpoint = join(claim, "tiny", commit);
  const storage = join(place, "storage");
  fill(checkpoint);
  mkdirSync(storage);
  // A served checkpoint stands there where the storage itself is the matter.
  if (says === null || run?.lockfile !== undefined) fill(join(storage, "checkpoint"));
  harm?.({ checkpoint, storage });
  const ended = await runLoader({ storage, lockfile: good, source: ["--claim", claim], attempts: 1, program, ...run });
  const files = served(storage);
  return {
    ...ended,
    files,
    content: files?.includes("model.safetensors") ? readFileSync(join(storage, "checkpoint", "model.safetensors"), "utf8") : "",
  };
}

/** Whether it ended as it must. */
const asItMust = ({ says }: LoaderRule, ended: Awaited<ReturnType<typeof play>>) =>
  says === null
    ? ended.code === 0 && ended.content === "weights" && ended.files?.join() === Object.keys(contents).sort().join()
    : ended.code !== 0 && ended.reason.startsWith("weights: refused: ") && ended.reason.includes(says) && ended.files === null;

describe.each(loaderRules)("$rule", (rule) => {
  it("as it stands", async () => {
    const ended = await play(rule, loaderFolder);
    expect(asItMust(rule, ended), JSON.stringify(ended)).toBe(true);
  });

  it("and is missed once it is gone", async () => {
    const program = mkdtempSync(join(root, "program-"));
    cpSync(loaderFolder, program, { recursive: true });
    const text = readFileSync(join(program, rule.file), "utf8");
    expect(text.split(rule.find)).toHaveLength(2);
    writeFileSync(join(program, rule.file), text.replace(rule.find, rule.replace));
    const ended = await play(rule, program);
    expect(ended.reason).not.toMatch(/SyntaxError|IndentationError|NameError/);
    expect(asItMust(rule, ended), JSON.stringify(ended)).toBe(false);
  });
});
