import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noOwnCatalog, useOwnCatalog } from "../../catalog/own-catalog.ts";
import { runDiff } from "../../cli/verbs/diff.ts";
import { runEvidence } from "../../cli/verbs/evidence.ts";
import { runInit } from "../../cli/verbs/init.ts";
import { runPlan } from "../../cli/verbs/plan.ts";
import { runPreview } from "../../cli/verbs/preview.ts";
import { runSchema } from "../../cli/verbs/schema.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { documented, documentedText, type EditedFile } from "../infra/own-catalog/documented.ts";
import { variantFolder } from "../support/variant-folder.ts";
import { captured } from "./verbs/captured.ts";

// A project whose stack serves a model of its own on an instance type of its own.

const stack = "demo";
const settings = readFileSync("examples/Pulumi.demo.yaml", "utf8")
  .replace("name: DeepSeek-R1-Distill-Qwen-7B", "name: support-32b")
  .replace("instance: g6.2xlarge", "instance: g8e.24xlarge");
const wrong = documented(({ models }: EditedFile) => Object.assign(models[0], { date: "last week" }));
let cwd: string;
const write = (text: string) => writeFileSync(join(cwd, "modelkeep.catalog.json"), text);

beforeAll(() => {
  cwd = variantFolder(stack, settings);
});
beforeEach(() => write(documentedText));
afterEach(() => useOwnCatalog(noOwnCatalog));
afterAll(() => rmSync(cwd, { recursive: true }));

test("a preview knows the model, the instance type and the price, and names whose they are", async () => {
  const { status, out, err } = await captured(() => runPreview({ cwd, stack }));
  expect([status, err]).toEqual([0, expect.any(String)]);
  expect(out).toMatch(/Model +support-32b, requests of up to 32,768 tokens/);
  expect(out).toMatch(/Runs on +g8e\.24xlarge \(4 x RTX PRO 6000\), on demand/);
  expect(out).toMatch(/Fits +with \d+\.\d GiB spare on each GPU/);
  expect(out).toMatch(/Cost +[\d,]+ USD a month, at prices of modelkeep\.catalog\.json, 2026-11-20/);
});

test("evidence names each entry with its source, and asks a signer to look at it", async () => {
  const folder = join(cwd, "evidence");
  const { out: page } = await captured(() => runEvidence({ cwd, stack, out: folder }));
  const { inventory, release } = JSON.parse(readFileSync(join(folder, "evidence.json"), "utf8")) as Report;
  expect(release.rendering).toMatchObject({ state: "as rendered", differences: [] });
  expect(inventory.models[0]).toMatchObject({ model: "support-32b", repository: "acme/support-32b", license: "Apache-2.0" });
  expect(inventory.own?.entries.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "model support-32b",
    "instance type g8e.24xlarge",
    "price g8e.24xlarge, on-demand",
  ]);
  expect(page).toMatch(/Facts of the project's own: modelkeep\.catalog\.json [0-9a-f]{16}\.\n +Model support-32b: hub\.acme\.example/);
  for (const [file, part] of [
    ["evidence.md", "| model | support-32b | acme/support-32b | hub.acme.example"],
    ["evidence.html", "Facts of the project&#39;s own"],
  ] as const)
    expect(readFileSync(join(folder, file), "utf8").replaceAll("&apos;", "&#39;")).toContain(part);
});

test("a plan weighs them, and spot where the file has a price of it", async () => {
  const plan = async (more: object) => JSON.parse((await captured(() => runPlan({ cwd, model: "support-32b", json: true, ...more }))).out);
  const own = await plan({ stack });
  expect(own.winner).toMatchObject({ instance: { name: "g8e.24xlarge" }, cost: { gpuPerHour: 11.2 } });
  const spot = await plan({ instance: "g6e.12xlarge", buy: "spot", concurrency: "2", replicas: "2" });
  expect(spot.winner.cost.gpuPerHour).toBeCloseTo(2 * 4.1, 6);
  const hardware = await plan({ gpu: "RTX 6000 Ada", count: "4" });
  expect(hardware.verdict).toMatch(/^One node of 4 RTX 6000 Ada is enough\./);
});

test("init takes a model of the folder that it writes into", async () => {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-init-own-"));
  const init = () =>
    captured(() =>
      runInit(folder, { target: "eks", model: "support-32b", stack: "mine", ci: "none", install: false, yes: true, force: false }),
    );
  try {
    expect(await init()).toMatchObject({ status: 2, err: expect.stringContaining('model.name: "support-32b" is unknown') });
    writeFileSync(join(folder, "modelkeep.catalog.json"), documentedText);
    expect(await init()).toMatchObject({ status: 0, err: "" });
    expect(readFileSync(join(folder, "Pulumi.mine.yaml"), "utf8")).toContain("model: {name: support-32b}");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the schema for editors has the project's names", async () => {
  const { status, out } = await captured(() => runSchema({ cwd }));
  expect([status, new Set(out.match(/"(support-32b|g8e\.24xlarge)"/g))]).toEqual([0, new Set(['"support-32b"', '"g8e.24xlarge"'])]);
});

describe("a file that is wrong", () => {
  const said = 'modelkeep.catalog.json has 1 problem; nothing was created\n  models[0].date: "last week" is not valid; accepted: a day';
  beforeEach(() => write(wrong));

  test("stops every verb that reads it with 2 and one message", { tags: ["own-catalog-stops"] }, async () => {
    const verbs = [
      () => runPreview({ cwd, stack }),
      () => runPlan({ cwd, model: "DeepSeek-R1" }),
      () => runEvidence({ cwd, stack }),
      () => runSchema({ cwd }),
    ];
    for (const verb of verbs) expect(await captured(verb)).toMatchObject({ status: 2, out: "", err: expect.stringContaining(said) });
  });

  test("stops the program by itself, before a resource is registered", { tags: ["program-reads-own-catalog"] }, async () => {
    const registered: string[] = [];
    const preview = previewInProcess({ root: cwd, stack, draft: true, onResource: ({ type }) => registered.push(type) });
    await expect(preview).rejects.toThrow(said);
    expect(registered.filter((type) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });
});

test("diff reckons each commit by its own file, whatever stands in the working tree", async () => {
  const git = (...words: string[]) =>
    execFileSync("git", ["-C", cwd, "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", ...words]);
  const commit = (text: string) => {
    write(text);
    git("add", "--all");
    git("commit", "--quiet", "--message", "a");
  };
  writeFileSync(join(cwd, ".gitignore"), "node_modules\nevidence\n");
  git("init", "--quiet");
  commit(documentedText);
  commit(documented(({ prices }: EditedFile) => Object.assign(prices.instances[0], { usdPerHour: 12.2 })));
  write(wrong);
  const { status, out, err } = await captured(() => runDiff("HEAD~1", "HEAD", { stack: [], format: "terminal", cwd, failOn: "cost:+1%" }));
  expect([status, err]).toEqual([1, ""]);
  expect(out).toMatch(/resources +none\n/);
  expect(out).toMatch(/GPU nodes, g8e\.24xlarge \(on-demand\): 8,176 USD to 8,906 USD/);
  const broken = await captured(() => runDiff("HEAD", ".", { stack: [], format: "terminal", cwd }));
  expect([broken.status, broken.out]).toEqual([3, expect.stringContaining('models[0].date: "last week" is not valid')]);
});
