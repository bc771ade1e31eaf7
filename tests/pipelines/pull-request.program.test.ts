import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { diffMarker } from "../../pipelines/programs/safe-markdown.ts";
import { type Ended, endOf, type Forge, startForge } from "./workflow/forge.ts";
import { makeOrigin } from "./workflow/origin.ts";

// The project under review is a stranger's: what its `modelkeep` does is for the stranger to say, as it is on GitHub. What is under
// test are the workflows and the programs of the default branch.
const project = (modelkeep: string, more: Record<string, unknown> = {}) => ({
  "package.json": JSON.stringify({ name: "keep", version: "1.0.0", type: "module", scripts: { modelkeep: "node modelkeep.mjs", ...more } }),
  "package-lock.json": JSON.stringify({
    name: "keep",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: { "": { name: "keep", version: "1.0.0" } },
  }),
  "modelkeep.mjs": modelkeep,
});

/** A `modelkeep diff` that writes this Markdown and ends with this status, and says with what it was called. */
const writes = (markdown: string, status = 0) => `
import { mkdirSync, writeFileSync } from "node:fs";
const args = process.argv.slice(2);
const out = args[args.indexOf("--out") + 1];
console.log(JSON.stringify(args));
mkdirSync(out, { recursive: true });
writeFileSync(out + "/diff.md", ${JSON.stringify(markdown)});
writeFileSync(out + "/diff.sarif", JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "modelkeep" } }, results: [] }] }));
process.exit(${status});`;

let forge: Forge;
let canary: string;
beforeAll(async () => {
  canary = mkdtempSync(join(tmpdir(), "modelkeep-canary-"));
  const origin = makeOrigin(project(writes("")), { pipelines: resolve(import.meta.dirname, "../../pipelines") });
  forge = await startForge(origin, ["demo"], { CANARY: canary });
});
afterAll(async () => {
  await forge.close();
  rmSync(canary, { recursive: true });
});
afterEach(() => {
  for (const list of Object.values(forge.github)) if (Array.isArray(list)) list.length = 0;
});

const shown = () => forge.github.comments.map(({ issue, body }) => ({ issue, body }));

describe("a pull request", () => {
  it("gets one comment with what its preview found, and a second push updates it in place", async () => {
    const first = await forge.preview(7, { "modelkeep.mjs": writes(`${diffMarker}\n2 resources are created`) });
    // The merge with its target, not the branch with what the target was when it began.
    const [, base, head] = /"diff","([0-9a-f]{40})","([0-9a-f]{40})","--fail-on","exposure"/.exec(first.preview.log) ?? [];
    expect(base).toBe(forge.origin.main);
    expect([undefined, base, first.event.workflow_run["head_sha"]]).not.toContain(head);
    expect(first.preview).toMatchObject({ result: "success", summary: expect.stringContaining("2 resources") });
    expect(await forge.after("comment", first)).toMatchObject({ result: "success" });
    expect(shown()).toEqual([
      { issue: 7, body: expect.stringMatching(/^<!-- modelkeep-diff -->\n.*checks passed.*2 resources are created/s) },
    ]);
    const second = await forge.preview(7, { "modelkeep.mjs": writes(`${diffMarker}\n3 resources are replaced`) });
    await forge.after("comment", second);
    expect(shown()).toEqual([{ issue: 7, body: expect.stringContaining("3 resources are replaced") }]);
    expect(shown()[0]?.body).not.toContain("2 resources");
    expect(forge.github.refused).toEqual([]);
  });

  it("whose gate is hit fails its check, is told so in the comment, and has its findings in code scanning", async () => {
    const run = await forge.preview(7, { "modelkeep.mjs": writes(`${diffMarker}\nport 22 is open`, 1) });
    expect(run.preview.result).toBe("failure");
    await forge.after("comment", run);
    expect(shown()).toEqual([{ issue: 7, body: expect.stringMatching(/checks failed.*port 22 is open/s) }]);
    expect(await forge.after("findings", run)).toMatchObject({ result: "success" });
    expect(forge.github.sarifs).toMatchObject([{ commit_sha: run.event.workflow_run["head_sha"], ref: "refs/pull/7/head" }]);
    expect(forge.github.refused).toEqual([]);
  });

  it("whose preview ended early is told where the reason is", async () => {
    const run = await forge.preview(7, { "modelkeep.mjs": "process.exit(2)" });
    expect(run.preview.result).toBe("failure");
    await forge.after("comment", run);
    expect(shown()).toEqual([{ issue: 7, body: expect.stringContaining("ended before it could report the changes") }]);
  });
});

/** The end of a run whose author uploaded whatever they liked. */
function uploaded(files: Record<string, string | Uint8Array>, from: { ref?: string; repository?: string } = {}): Ended {
  const sha = "c".repeat(40);
  const head = { ref: from.ref ?? "change", sha, repo: { full_name: from.repository ?? "stranger/keep" } };
  forge.github.pulls.push(
    { number: 7, state: "open", head },
    { number: 8, state: "open", head: { ...head, ref: "other", sha: "d".repeat(40) } },
  );
  for (const [name, content] of Object.entries(files))
    forge.github.artifacts.push({ id: forge.github.artifacts.length + 1, run: 1, name, bytes: Buffer.from(content) });
  return { run: 1, preview: { result: "success", outputs: {}, log: "", summary: "" }, event: endOf(1, "success", head) };
}

/** Runs the job that comments; nothing of the stranger's may have run, and pull request 7 alone may have been spoken to. */
async function told(run: Ended): Promise<string> {
  expect((await forge.after("comment", run)).result).toBe("success");
  expect(existsSync(join(canary, "pwned"))).toBe(false);
  expect(forge.github.refused).toEqual([]);
  expect(forge.github.issues).toEqual([]);
  const ours = forge.github.comments.filter(({ user }) => user.type === "Bot");
  expect(ours.map(({ issue }) => issue)).toEqual([7]);
  expect(ours[0]?.body.startsWith(`${diffMarker}\n**Preview of`)).toBe(true);
  return ours[0]?.body ?? "";
}

const pwn = "touch $CANARY/pwned";

describe("a hostile pull request", () => {
  it.each([`$(${pwn})\`${pwn}\`";${pwn};'%0a::x`, "-oProxyCommand=touch pwned", `../../8?a&state=closed#$\{{ secrets.X }}`])(
    "from a branch named %s runs nothing, and is found all the same",
    async (ref) => {
      expect(await told(uploaded({ "diff.md": `${diffMarker}\nhello` }, { ref }))).toContain("hello");
    },
  );

  it("with scripts for its packages, settings for npm and workflows of its own runs none of them beside the token", async () => {
    const change = {
      ...project(writes(`${diffMarker}\nhello`), { preinstall: pwn, postinstall: pwn, prepare: pwn }),
      ".npmrc": "ignore-scripts=false\nscript-shell=/bin/sh\n",
      ".github/workflows/keep-comment.yml": "on: workflow_run\n",
      "pipelines/github/comment.ts": `import { writeFileSync } from "node:fs"; writeFileSync(process.env.CANARY + "/pwned", "");`,
    };
    const run = await forge.preview(7, change);
    expect(run.preview.result).toBe("success");
    expect(existsSync(join(canary, "pwned"))).toBe(false);
    await forge.after("comment", run);
    expect(existsSync(join(canary, "pwned"))).toBe(false);
    expect(shown()).toEqual([{ issue: 7, body: expect.stringContaining("hello") }]);
  });

  const refused: [string, Buffer, RegExp][] = [
    ["of 100 MB", Buffer.alloc(100_000_000, `${diffMarker}\n`), /larger than 256 KiB/],
    ["that is an archive", Buffer.from("504b0304140000000000", "hex"), /does not begin with the marker of a comparison/],
  ];
  it.each(refused)("with a report %s is told why it is not shown", async (_, content, why) => {
    const run = uploaded({ "diff.md": content, "diff.sarif": content });
    expect(await told(run)).toMatch(why);
    expect((await forge.after("findings", run)).log).toMatch(/the findings were not uploaded/);
    expect(forge.github.sarifs).toEqual([]);
  });

  it("cannot name the pull request that is spoken to", async () => {
    const forged = { "diff.md": `${diffMarker}\npull request 8\n`, "pr-number.txt": "8", "pr.json": '{"number":8}' };
    await told(uploaded(forged));
  });

  it("that has a newer commit by now is not told about the older one", async () => {
    const run = uploaded({ "diff.md": `${diffMarker}\nold` });
    forge.github.pulls[0]!.head = { ...forge.github.pulls[0]!.head, sha: "e".repeat(40) };
    expect(await forge.after("comment", run)).toMatchObject({ result: "success", log: expect.stringContaining("nothing to comment") });
    expect(shown()).toEqual([]);
  });

  it("cannot speak where two pull requests have its commit", async () => {
    const run = uploaded({ "diff.md": `${diffMarker}\nhello` });
    forge.github.pulls.push({ ...forge.github.pulls[0]!, number: 9 });
    await forge.after("comment", run);
    expect(shown()).toEqual([]);
  });

  it("cannot speak for a commit that is another repository's", async () => {
    const run = uploaded({ "diff.md": `${diffMarker}\nhello` });
    forge.github.pulls[0]!.head = { ...forge.github.pulls[0]!.head, repo: { full_name: "stranger/other" } };
    await forge.after("comment", run);
    expect(shown()).toEqual([]);
  });

  it("cannot have a stranger's comment taken for the workflow's own", async () => {
    const run = uploaded({ "diff.md": `${diffMarker}\nhello` });
    forge.github.comments.push({ id: 1, issue: 7, body: `${diffMarker}\nmine`, user: { login: "stranger", type: "User" } });
    await told(run);
    expect(shown()[0]).toEqual({ issue: 7, body: `${diffMarker}\nmine` });
  });
});
