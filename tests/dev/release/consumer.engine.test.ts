import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryManifest } from "../../../dev/release/stage.ts";
import type { Preview } from "../../../engine/preview.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { previewWithPolicies } from "../../../engine/pulumi/preview.ts";
import { programText } from "../../../evidence/release/project-program.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { rules } from "../../../policies/rules.ts";
import { documentedText } from "../../infra/own-catalog/documented.ts";
import { everything } from "../../support/everything.ts";
import { judgedExample } from "../../support/judged-example.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { type Consumer, consumer, nextVersion } from "./consumer.ts";

// The package in an empty folder outside the repository, with every verb, as somebody has it who never saw this repository.

const root = resolve(import.meta.dirname, "../../..");
const { version, dependencies } = repositoryManifest(root);
let project: Consumer;
const read = (path: string) => readFileSync(join(project.folder, path), "utf8");
const sorted = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).sort();
const spec = () => `file:${project.tarball}`;

beforeAll(async () => {
  project = await consumer();
});
afterAll(() => project?.remove());

test("init writes a whole project, at exact versions, and nothing over what is there", () => {
  const asked = ["init", ".", "--yes", "--target", "laptop", "--context", "kind-kind", "--from", spec()];
  const refused = project.modelkeep(...asked);
  expect(refused).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/has package\.json with different content; nothing was written/),
  });
  expect(readdirSync(project.folder).sort()).toEqual(["node_modules", "package-lock.json", "package.json"]);

  const { status, stdout, stderr } = project.modelkeep(...asked, "--force");
  expect(status, stderr).toBe(0);
  expect(stdout).toContain(`Wrote . for modelkeep ${version}:`);
  expect(read("index.js")).toBe(programText);
  const peers = Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith("@pulumi/")));
  expect(JSON.parse(read("package.json"))).toEqual({
    name: "keep",
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    dependencies: { ...peers, modelkeep: `file:${relative(project.folder, spec().replace("file:", ""))}` },
  });
  expect(read("Pulumi.mine.yaml")).toContain("context: kind-kind");
  expect(readdirSync(join(project.folder, ".github/workflows"))).toHaveLength(5);
  expect(project.run("npm", "ls").status).toBe(0);
});

test("the files that were written give a preview that stops nothing", () => {
  const { status, stdout, stderr } = project.modelkeep("preview");
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/Previewing stack mine:.*0 violations.*Next +every resource: npx modelkeep preview --stack mine --all/s);
});

describe.each(everything ? ["demo", "on-prem"] : ["demo"])("the example %s has the same resources as in the repository", (stack) => {
  beforeAll(() => project.bring(stack));

  test("in process", async () => {
    const { status, stdout, stderr } = project.modelkeep("preview", "--stack", stack, "--json");
    expect(status, stderr).toBe(0);
    const { plain } = await symbolicExample(stack);
    const own = JSON.parse(stdout) as Preview;
    expect(own.resources.map(({ urn }) => urn)).toEqual(plain.resources.map(({ urn }) => urn));
    expect(own.resources).toEqual(JSON.parse(JSON.stringify(plain.resources)));
    expect(own.outputs).toEqual(plain.outputs);
  });

  test("by the real engine, with the policies of the package", async () => {
    const engine = await findEngine({ root, env: process.env });
    const pack = { folder: join(project.folder, "node_modules/modelkeep/policies") };
    const judged = await previewWithPolicies({ engine, root: project.folder, stack, policyPacks: [pack] });
    const here = await judgedExample(stack);
    expect(judged.preview.resources).toEqual(here.preview.resources);
    // The engine asks about resources in the order in which they come to it.
    expect(sorted(judged.events)).toEqual(sorted(here.events));
    expect(judged.refused).toBe(false);
  });
});

test("evidence says that it is an unmodified release, and that all objects are what it renders", () => {
  const { stdout, stderr } = project.modelkeep("evidence", "--stack", "demo", "--json");
  const { release, proofs } = JSON.parse(stdout || "{}") as Report;
  expect(release.kit, stderr).toMatchObject({ state: "unmodified", version });
  expect(release.program).toBeNull();
  expect(release.rendering).toMatchObject({ state: "as rendered", differences: [] });
  expect(proofs.map(({ status }) => status)).toEqual(proofs.map(() => "proved"));
});

test("policies lists the rules, and a pack of one's own starts from those of the package", async () => {
  expect(JSON.parse(project.modelkeep("policies", "--json").stdout)).toHaveLength(rules.length);
  expect(project.modelkeep("policies", "init", "own")).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Wrote 6 files into own/),
  });
  const engine = await findEngine({ root, env: process.env });
  const { events } = await previewWithPolicies({
    engine,
    root: project.folder,
    stack: "demo",
    policyPacks: [{ folder: join(project.folder, "own") }],
  });
  expect(events.filter(({ policy }) => policy === "own-owner-tag").length).toBeGreaterThan(0);
});

test("a model, an instance type and a price of the project's own count in both engines, and the evidence names them", async () => {
  const stackFile = readFileSync(join(root, "examples/Pulumi.demo.yaml"), "utf8");
  const own = stackFile.replace(/name: DeepSeek[\w.-]+/, "name: support-32b").replace("instance: g6.2xlarge", "instance: g8e.24xlarge");
  writeFileSync(join(project.folder, "Pulumi.own.yaml"), own);
  const refused = project.modelkeep("preview", "--stack", "own");
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('model.name: "support-32b" is unknown') });
  writeFileSync(join(project.folder, "modelkeep.catalog.json"), documentedText);
  const shown = project.modelkeep("preview", "--stack", "own");
  expect(shown).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Cost +[\d,]+ USD a month, at prices of modelkeep\.catalog\.json/),
  });
  const engine = await findEngine({ root, env: process.env });
  const { preview } = await previewWithPolicies({ engine, root: project.folder, stack: "own", policyPacks: [] });
  const inProcess = JSON.parse(project.modelkeep("preview", "--stack", "own", "--json", "--no-policies").stdout) as Preview;
  expect(preview.resources.map(({ urn }) => urn).sort()).toEqual(inProcess.resources.map(({ urn }) => urn).sort());
  const { inventory, release } = JSON.parse(project.modelkeep("evidence", "--stack", "own", "--json").stdout) as Report;
  expect([release.rendering.state, inventory.own?.entries.map(({ kind }) => kind)]).toEqual([
    "as rendered",
    ["model", "instance type", "price"],
  ]);
  for (const file of ["Pulumi.own.yaml", "modelkeep.catalog.json"]) rmSync(join(project.folder, file));
});

test("diff compares a commit, with the packages that it is locked to, with the working tree", () => {
  project.bring("on-prem");
  for (const words of [
    ["init", "-q"],
    ["add", "-A"],
    ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "a"],
  ])
    expect(project.run("git", ...words).status).toBe(0);
  const file = "Pulumi.on-prem.yaml";
  writeFileSync(join(project.folder, file), read(file).replace("replicas: {min: 2, max: 2}", "replicas: {min: 3, max: 3}"));
  const { status, stdout, stderr } = project.modelkeep("diff", "HEAD", ".", "--stack", "on-prem");
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^Stack on-prem\n.*spec\.replicas: 2 to 3/s);
  expect(project.run("git", "checkout", "-q", file).status).toBe(0);
  expect(project.modelkeep("diff", "HEAD", ".", "--stack", "on-prem")).toMatchObject({ status: 0, stdout: "No change to the keep\n" });
});

test("each entry of the package is imported with its types", () => {
  writeFileSync(
    join(project.folder, "typed.ts"),
    `import { deployKeep, Keep, type KeepInput } from "modelkeep";
import { keepPhases } from "modelkeep/charts";
import { buildReport, gather } from "modelkeep/evidence";
import { findModel, planFit } from "modelkeep/planner";
import { need, type ResourceRule, rules } from "modelkeep/policies";
const count: number = rules.length;
// @ts-expect-error it is a number
const text: string = rules.length;
// @ts-expect-error a keep needs a target
const settings: KeepInput = { model: { name: "x" }, capacity: {} };
export { buildReport, count, deployKeep, findModel, gather, Keep, keepPhases, need, planFit, type ResourceRule, settings, text };
`,
  );
  const config = {
    compilerOptions: { module: "nodenext", target: "es2024", strict: true, noEmit: true, skipLibCheck: true, types: [] },
    files: ["typed.ts"],
  };
  writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(config));
  for (const compiler of ["@typescript/native/bin/tsc", "typescript/lib/tsc.js"])
    expect(project.run(process.execPath, join(root, "node_modules", compiler), "-p", ".")).toMatchObject({ status: 0, stdout: "" });
});

describe("upgrade", () => {
  const versions = () => [read("package.json"), read("package-lock.json")];

  /** What another version changes, and how it ends without a terminal. */
  const shows = (end: string) =>
    new RegExp(`^modelkeep ${version} -> 0\\.99\\.0\n\nStack demo\n.*retentionInDays: 400 to 731.*${end}\n$`, "s");
  let next: string;
  beforeAll(() => {
    // Each stack costs a preview by either kit, twice; this one shows what changed.
    for (const stack of ["mine", "on-prem"]) rmSync(join(project.folder, `Pulumi.${stack}.yaml`));
    next = nextVersion(project, "0.99.0");
  });

  test("shows what another version does to each stack, and moves the project to it once somebody says so", () => {
    const before = versions();
    if (everything) {
      const shown = project.modelkeep("upgrade", next);
      expect(shown.status, shown.stderr).toBe(0);
      expect(shown.stdout).toMatch(shows("nothing was changed: confirm with --yes"));
      expect(versions()).toEqual(before);
    }
    const changed = project.modelkeep("upgrade", next, "--yes");
    expect(changed.status, changed.stderr).toBe(0);
    expect(changed.stdout).toMatch(shows("changed package.json and package-lock.json, and installed modelkeep 0\\.99\\.0"));
    expect(project.modelkeep("--version").stdout).toBe("0.99.0\n");
    expect(JSON.parse(read("package.json")).dependencies.modelkeep).toMatch(/modelkeep-0\.99\.0\.tgz$/);
    expect(readdirSync(join(project.folder, "..")).filter((name) => name.includes("upgrade"))).toEqual([]);
    expect(project.run("npm", "ls").status).toBe(0);
  });

  test("changes nothing where there is no such version, and says so in npm's words", () => {
    const before = versions();
    expect(project.modelkeep("upgrade", "nowhere.tgz", "--yes")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/npm install failed:\nnpm error/),
    });
    expect(project.modelkeep("upgrade", "1.x")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"1.x" is not accepted; accepted: a version'),
    });
    expect(versions()).toEqual(before);
  });
});
