import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diffMarker } from "../../pipelines/programs/safe-markdown.ts";
import { type Forge, startForge } from "./workflow/forge.ts";
import { npmFolder, repositoryCopy } from "./workflow/repository-copy.ts";

// The whole way of a pull request with the real `modelkeep diff`; it needs no engine, but as long as those that do.

const root = resolve(import.meta.dirname, "../..");
const file = "examples/Pulumi.demo.yaml";
const settings = readFileSync(join(root, file), "utf8");
let forge: Forge;
let canary: string;

beforeAll(async () => {
  canary = mkdtempSync(join(tmpdir(), "modelkeep-canary-"));
  const PATH = [npmFolder, dirname(process.execPath), process.env["PATH"]].join(delimiter);
  forge = await startForge(repositoryCopy(["demo"], {}), ["demo"], { PATH, CANARY: canary });
});
afterAll(async () => {
  await forge?.close();
  rmSync(canary, { recursive: true });
});

/** Previews a change of the settings, comments, and gives the result of the check with the one comment as a person sees it. */
async function reviewed(pull: number, change: Record<string, string>, branch = "change") {
  const run = await forge.preview(pull, change, { branch });
  expect(await forge.after("comment", run)).toMatchObject({ result: "success" });
  expect(await forge.after("findings", run)).toMatchObject({ result: "success" });
  expect(existsSync(join(canary, "pwned"))).toBe(false);
  expect(forge.github.refused).toEqual([]);
  const comments = forge.github.comments.filter(({ issue }) => issue === pull);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body.startsWith(`${diffMarker}\n**Preview of`)).toBe(true);
  return { ...run.preview, comment: comments[0]!.body.replaceAll("\u200b", "") };
}

it("a change of the settings is shown with what it does", async () => {
  const changed = settings.replace("DeepSeek-R1-Distill-Qwen-7B", "DeepSeek-R1-Distill-Qwen-1.5B");
  expect(changed).not.toBe(settings);
  const { result, log, comment } = await reviewed(1, { [file]: changed });
  expect(comment, log).toContain("What this does to the keep");
  expect(comment).toMatch(/checks (passed|failed).*(update|replace)/s);
  expect(result, log).toBe(comment.includes("checks passed") ? "success" : "failure");
});

it("a push that takes it back updates the comment in place: no change to the keep", async () => {
  const { result, comment, log } = await reviewed(1, { [file]: `${settings}# a comment\n` });
  expect([result, comment], log).toEqual(["success", expect.stringMatching(/no change to the keep/i)]);
});

it("settings that are a command are refused with a message, run nowhere, and the check fails", async () => {
  const name = "$(touch $CANARY/pwned)`touch $CANARY/pwned`";
  const changed = settings.replace(/- name: .*/, `- name: '${name}'`);
  expect(changed).not.toBe(settings);
  const { result, comment, log } = await reviewed(2, { [file]: changed }, name.replaceAll(" ", "_"));
  expect([result, comment], log).toEqual(["failure", expect.stringContaining("cannot be previewed")]);
});

it("a change that adds a whole keep still fits one comment", async () => {
  const { comment, log } = await reviewed(3, { "examples/Pulumi.another.yaml": settings });
  expect(comment, log).toContain("What this does to the keep");
  expect(comment.length).toBeLessThan(65_536);
});
