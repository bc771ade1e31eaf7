import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listStacks } from "../../engine/stack/stacks.ts";
import { actions } from "../../pipelines/actions.ts";
import { writtenFiles } from "../../pipelines/written-files.ts";
import type { Job, Workflow } from "./workflow/job.ts";

const root = resolve(import.meta.dirname, "../..");
const settings = { stacks: ["demo", "prod.eu-1"], branch: "main", failOn: "exposure,cost:+20%" };
const texts = writtenFiles("github", settings);
const workflows = new Map(
  [...texts].map(([path, text]) => [path.replace(/.*\/|\.yml$/g, ""), parse(text) as Workflow & { permissions: unknown }]),
);
const jobs = [...workflows].flatMap(([name, { jobs }]) =>
  Object.entries(jobs).map(([job, value]): [string, Job] => [`${name}/${job}`, value]),
);
const rights = new Map(
  jobs.map(([name, { permissions = {} }]) => [name, Object.entries(permissions).filter(([, right]) => right === "write")]),
);
const steps = jobs.flatMap(([name, { steps = [] }]) => steps.map((step) => ({ job: name, ...step })));

describe("the workflows", () => {
  it("of this repository are what ci init writes for its examples", { tags: ["workflows-as-ci-init-writes"] }, async () => {
    const own = writtenFiles("github", {
      stacks: await listStacks(root),
      branch: "main",
      failOn: "exposure,policy:high,replace:protected",
    });
    expect(own.size).toBe(5);
    for (const [path, text] of own) expect(readFileSync(join(root, path), "utf8"), path).toBe(text);
  });

  it("give each job what it needs and no more", () => {
    expect([...workflows.values()].map(({ permissions }) => permissions)).toEqual(Array(5).fill({}));
    expect(Object.fromEntries([...rights].map(([name, own]) => [name, own.map(([scope]) => scope).join()]))).toEqual({
      "keep-preview/preview": "",
      "keep-comment/comment": "pull-requests",
      "keep-comment/findings": "security-events",
      "keep-deploy/stack": "id-token",
      "keep-deploy-stack/plan": "id-token",
      "keep-deploy-stack/up": "id-token",
      "keep-drift/look": "id-token",
      "keep-drift/issue": "issues",
    });
  });

  it("let no fork near a secret", () => {
    const preview = texts.get(".github/workflows/keep-preview.yml")!;
    expect(Object.keys(workflows.get("keep-preview")!.on)).toEqual(["pull_request"]);
    expect(preview).not.toMatch(/secrets\.|id-token|github\.token|vars\./);
    for (const text of texts.values()) expect(text).not.toContain("pull_request_target");
    const comment = steps.filter(({ job }) => job.startsWith("keep-comment/"));
    expect(comment.map(({ run }) => run).filter(Boolean)).toEqual(["node pipelines/github/comment.ts", "node pipelines/github/sarif.ts"]);
    for (const step of comment.filter(({ uses }) => uses?.includes("checkout"))) expect(step.with).not.toHaveProperty("ref");
  });

  it("put nothing into a shell but variables", () => {
    const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts.length).toBeGreaterThan(10);
    for (const script of scripts) expect(script).not.toContain("${{");
  });

  it("name every action by a commit, keep no credential in a checkout, and share no cache with a job that writes", () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    const pinned = Object.values(actions).map((one) => one.split(" ")[0]);
    for (const one of used) expect(pinned, one).toContain(one.split("@")[1]);
    for (const { job, uses = "", with: given = {} } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(given["persist-credentials"], job).toBe(false);
      if (uses.startsWith("actions/setup-node@")) {
        const shared = job === "keep-preview/preview";
        expect([given["cache"], given["package-manager-cache"]], job).toEqual(shared ? ["npm", undefined] : [undefined, false]);
      }
    }
    for (const text of scriptsWith("npm ci")) expect(text).toContain("--ignore-scripts");
  });

  it("end: every job that has steps has a time limit", () => {
    for (const [name, job] of jobs.filter(([, { steps }]) => steps)) expect(job, name).toHaveProperty("timeout-minutes");
  });
});

const scriptsWith = (word: string) => steps.flatMap(({ run }) => (run?.includes(word) ? [run] : []));

it("what runs beside a token needs Node.js alone: nothing is installed, so nothing that was published can be in it", () => {
  const folder = join(root, "pipelines");
  const programs = ["github", "gitlab", "programs"].flatMap((one) => readdirSync(join(folder, one)).map((file) => join(folder, one, file)));
  const sources = programs.filter((file) => file.endsWith(".ts"));
  expect(sources.length).toBeGreaterThan(10);
  for (const file of sources) {
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)) {
      const inside = from.startsWith(".") && resolve(dirname(file), from).startsWith(folder);
      expect(from.startsWith("node:") || inside, `${file}: ${from}`).toBe(true);
    }
  }
});
