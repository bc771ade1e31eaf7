import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runDiff } from "../../../cli/verbs/diff.ts";
import { runPreview } from "../../../cli/verbs/preview.ts";
import { diffReportSchema } from "../../../diff/formats/diff-schema.ts";
import { captured } from "./captured.ts";

const program = (more: string) => `
import * as aws from "@pulumi/aws";
const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" }, { protect: true });
${more}
`;
const broken = 'throw new Error("no way to ghp_Zq7Xw2Vb9Nm4Kj6Hg8Fd3Sa5Pl1Oi0UyTrEe");';
const out = mkdtempSync(join(tmpdir(), "modelkeep-diff-verb-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** A project for all tests of this file. */
function project(name: string, text: string): string {
  const folder = join(out, "projects", name);
  mkdirSync(folder, { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const files = { "Pulumi.yaml": "{ name: small, runtime: nodejs }", "Pulumi.dev.yaml": "", "package.json": '{ "type": "module" }' };
  for (const [file, content] of Object.entries({ ...files, "index.ts": text })) writeFileSync(join(folder, file), content);
  return folder;
}

const base = project("base", program(""));
const open = project("open", program('new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id });'));
const failing = project("failing", broken);

const run = (from: string, to: string, more: Partial<Parameters<typeof runDiff>[2]> = {}) =>
  captured(() => runDiff(from, to, { stack: [], format: "terminal", cwd: base, date: "2026-11-25", ...more }));

beforeAll(async () => {
  expect((await captured(() => runPreview({ cwd: base, save: join(out, "base.json") }))).status).toBe(0);
  expect((await captured(() => runPreview({ cwd: open, save: join(out, "open.json"), stack: ["dev"] }))).status).toBe(0);
});

const saved = (name: string) => join(out, `${name}.json`);

describe("two saved previews", () => {
  test("of the same are one line", async () => {
    expect(await run(saved("base"), saved("base"), { failOn: "change" })).toEqual({ status: 0, out: "No change to the keep\n", err: "" });
  });

  test("that differ are told by what each part says, and gates decide the status", async () => {
    const { status, out: text } = await run(saved("base"), saved("open"), { failOn: "exposure,policy:critical,replace:protected" });
    expect(status).toBe(1);
    expect(text).toContain("+  create aws:ec2/internetGateway:InternetGateway gateway");
    expect(text).toContain("new   violation (critical) of aws-ec2-internet-gateway-none: gateway");
    expect(text).toContain("gate hit: policy:critical");
    expect(text).toContain("gate not hit: replace:protected");
    expect(text).not.toContain("\u001b");
    expect((await run(saved("base"), saved("open"))).status).toBe(0);
    expect((await run(saved("base"), saved("open"), { failOn: "replace:protected,cost:+0%" })).status).toBe(0);
  });

  test("are written in every format beside output format", async () => {
    const folder = join(out, "report");
    const { status, out: json } = await run(saved("base"), saved("open"), { format: "json", out: folder });
    expect([status, readdirSync(folder).sort()]).toEqual([0, ["diff.html", "diff.json", "diff.md", "diff.sarif"]]);
    expect(diffReportSchema.parse(JSON.parse(json)).stacks.map(({ stack, state }) => `${stack} ${state}`)).toEqual(["dev changed"]);
    expect(readFileSync(join(folder, "diff.json"), "utf8")).toBe(json);
    expect(readFileSync(join(folder, "diff.md"), "utf8")).toBe((await run(saved("base"), saved("open"), { format: "markdown" })).out);
  });
});

test("folders are compared as well; a head that fails ends with 3, and the report has its words, masked", async () => {
  const { status, out: text, err } = await run(saved("base"), failing, { format: "markdown", out: join(out, "failed") });
  expect([status, err]).toEqual([3, ""]);
  expect(text).toContain("`dev` cannot be previewed at");
  expect(text).toContain("no way to [secret]");
  expect(readFileSync(join(out, "failed", "diff.json"), "utf8")).not.toContain("ghp_");
  // A base that fails is no failure of the head, but no gate can be passed by it.
  expect((await run(failing, saved("base"))).status).toBe(0);
  expect((await run(failing, saved("base"), { failOn: "exposure" })).status).toBe(1);
});

test.each([
  [{ failOn: "exposed" }, '--fail-on: "exposed" is not a gate; did you mean exposure?'],
  [{ date: "2026-02-30" }, "--date 2026-02-30 is not a date"],
  [{ stack: ["prod"] }, "--stack prod: no such stack on either side"],
  [{ prices: "missing.json" }, "missing.json cannot be read: ENOENT"],
  [{ policyConfig: "/missing.json" }, "/missing.json: no such file"],
  [{ out: saved("base") }, "cannot write to"],
])("%j is refused with one message", async (more, message) => {
  const { status, out: text, err } = await run(saved("base"), saved("open"), more);
  expect([status, text]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(err.match(/^error: /gm)).toHaveLength(1);
});

test("a name that is nothing is refused, with what is secret or unseen in it masked", async () => {
  const { status, err } = await run("glpat-Zq7Xw2Vb9Nm4Kj6Hg8Fd\u202e", saved("base"));
  expect(status).toBe(2);
  expect(err).toMatch(
    /^error: \[secret\]<U\+202E> is not a folder or file, and cannot be a commit: .* is not in a git repository; accepted: a folder/,
  );
});

describe("prices", () => {
  test("that are wrong name the file", async () => {
    writeFileSync(join(out, "prices.json"), '{"currency":"EUR"}');
    const { status, err } = await run(saved("base"), saved("open"), { basePrices: join(out, "prices.json") });
    expect([status, err]).toEqual([2, expect.stringContaining('prices.json: currency is "EUR"; accepted: USD')]);
  });
});

describe("saving", () => {
  test("a stack that fails is saved as that, and ends with 1", async () => {
    const file = join(out, "failing.json");
    const { status, err } = await captured(() => runPreview({ cwd: failing, save: file }));
    expect([status, err]).toEqual([1, expect.stringContaining("dev: ")]);
    expect(err).toContain("no way to [secret]");
    expect((await run(saved("base"), file)).status).toBe(3);
  });

  test("several stacks need a file, and one that is there", async () => {
    const twice = await captured(() => runPreview({ cwd: base, stack: ["dev", "dev"] }));
    expect([twice.status, twice.err]).toEqual([
      2,
      expect.stringContaining("--stack is given 2 times; accepted: one, or several with --save"),
    ]);
    const unknown = await captured(() => runPreview({ cwd: base, stack: ["prod"], save: join(out, "x.json") }));
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('no stack "prod"')]);
  });
});
