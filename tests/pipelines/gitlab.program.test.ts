import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driftMarker } from "../../pipelines/programs/drift-issue.ts";
import { diffMarker } from "../../pipelines/programs/safe-markdown.ts";
import { writtenFiles } from "../../pipelines/written-files.ts";
import { gitlabJobs } from "./workflow/gitlab-jobs.ts";
import { type GitlabRun, runGitlabJob } from "./workflow/gitlab-runner.ts";

const root = resolve(import.meta.dirname, "../..");
const text = writtenFiles("gitlab", { stacks: ["demo", "prod"], branch: "main", failOn: "exposure" }).get(".gitlab/modelkeep.yml")!;
const jobs = gitlabJobs(text);

/** What of GitLab's API the two programs talk to; project 1 is the keep, project 2 a fork of it. */
interface GitLab {
  mergeRequests: { iid: number; sha: string; head_pipeline: { id: number; sha: string; project_id: number } | null }[];
  jobs: Record<string, { id: number; name: string; status: string; web_url: string }[]>;
  reports: Record<string, Uint8Array>;
  notes: { id: number; iid: number; body: string; author: { id: number } }[];
  issues: { iid: number; title: string; description: string; state: string; author: { id: number } }[];
}
const self = 42;
let known: GitLab;
let server: ReturnType<typeof createServer>;
let folder: string;

beforeEach(async () => {
  known = { mergeRequests: [], jobs: {}, reports: {}, notes: [], issues: [] };
  folder = join(mkdtempSync(join(tmpdir(), "modelkeep-gitlab-")), "builds");
  mkdirSync(folder);
  server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {};
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = `${request.method} ${url.pathname}`;
    const say = (value: unknown, status = 200) =>
      response.writeHead(status).end(value instanceof Uint8Array ? value : JSON.stringify(value));
    if (request.headers["private-token"] !== "of the branch") return say({}, 401);
    if (path === "GET /user") return say({ id: self });
    if (path === "GET /projects/1/merge_requests") return say(known.mergeRequests.map(({ iid, sha }) => ({ iid, sha })));
    const artifact = /^GET \/projects\/(\d+)\/jobs\/(\d+)\/artifacts\/keep-diff\/diff.md$/.exec(path);
    if (artifact) return known.reports[artifact[2]!] ? say(known.reports[artifact[2]!]) : say({}, 404);
    const jobs = /^GET \/(projects\/\d+\/pipelines\/\d+)\/jobs$/.exec(path);
    if (jobs) return known.jobs[jobs[1]!] ? say(known.jobs[jobs[1]!]) : say({ message: "404 Project Not Found" }, 404);
    const [, method, iid, note] = /^(\w+) \/projects\/1\/merge_requests\/(\d+)\/notes\/?(\d*)$/.exec(path) ?? [];
    if (method === "GET") return say(known.notes.filter((one) => one.iid === Number(iid)));
    if (method === "POST")
      return say(known.notes.push({ id: known.notes.length + 1, iid: Number(iid), body: body.body, author: { id: self } }));
    if (method === "PUT") return say(Object.assign(known.notes.find(({ id }) => id === Number(note))!, body));
    const one = /^GET \/projects\/1\/merge_requests\/(\d+)$/.exec(path);
    if (one) return say(known.mergeRequests.find((request) => request.iid === Number(one[1])));
    const author = Number(url.searchParams.get("author_id"));
    if (path === "GET /projects/1/issues")
      return say(known.issues.filter((issue) => issue.state === "opened" && issue.author.id === author));
    if (path === "POST /projects/1/issues")
      return say(known.issues.push({ iid: known.issues.length + 1, state: "opened", author: { id: self }, ...body }));
    const issue = /^PUT \/projects\/1\/issues\/(\d+)$/.exec(path);
    if (issue) {
      const found = known.issues.find((one) => one.iid === Number(issue[1]))!;
      return say(Object.assign(found, body.state_event === "close" ? { state: "closed" } : body));
    }
    return say({ message: path }, 500);
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(dirname(folder), { recursive: true });
});

/** Runs a job in a folder that has the programs of the default branch. */
function job(name: string): Promise<GitlabRun> {
  const lines = (jobs[name]!["script"] as string[]).map((line) => line.replaceAll("pipelines/", `${root}/pipelines/`));
  return runGitlabJob({ ...jobs[name], script: lines }, folder, {
    CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    CI_PROJECT_ID: "1",
    CI_DEFAULT_BRANCH: "main",
    CI_PIPELINE_URL: "https://gitlab.example/pipeline",
    MODELKEEP_TOKEN: "of the branch",
  });
}

/** A merge request with a preview that ended like this. */
function previewed(
  iid: number,
  report: string | Uint8Array | undefined,
  { project = 1, status = "success", sha = `${iid}`.repeat(40) } = {},
) {
  known.mergeRequests.push({ iid, sha, head_pipeline: { id: iid, sha, project_id: project } });
  const log = `https://gitlab.example/jobs/${iid}`;
  known.jobs[`projects/${project}/pipelines/${iid}`] = [{ id: iid, name: "keep:preview", status, web_url: log }];
  if (report !== undefined) known.reports[iid] = Buffer.from(report);
}

describe("the notes of merge requests", () => {
  it("say what each newest preview found, of forks too, and are updated in place", async () => {
    previewed(1, `${diffMarker}\n2 resources are created`);
    previewed(2, `${diffMarker}\nport 22 is open`, { project: 2, status: "failed" });
    expect(await job("keep:notes")).toMatchObject({ code: 0 });
    expect(known.notes.map(({ iid, body }) => [iid, body])).toEqual([
      [1, expect.stringMatching(/checks passed.*2 resources are created/s)],
      [2, expect.stringMatching(/checks failed.*port 22 is open/s)],
    ]);
    known.reports[1] = Buffer.from(`${diffMarker}\n3 resources are replaced`);
    expect((await job("keep:notes")).said).toBe("!1: updated its note\n!2: its note is up to date\n");
    expect(known.notes.map(({ iid }) => iid)).toEqual([1, 2]);
    expect(known.notes[0]?.body).toContain("3 resources are replaced");
  });

  it("give no orders, whatever a report says", async () => {
    previewed(1, `${diffMarker}\nhello\n/merge\n/approve\n@all`);
    await job("keep:notes");
    expect(known.notes[0]?.body).not.toMatch(/^\s*\/\w|@all/m);
    expect(known.notes[0]?.body).toContain("hello");
  });

  it("take no stranger's note for their own", async () => {
    previewed(1, `${diffMarker}\nhello`);
    known.notes.push({ id: 9, iid: 1, body: `${diffMarker}\nmine`, author: { id: 7 } });
    await job("keep:notes");
    expect(known.notes.map(({ body }) => body.includes("hello"))).toEqual([false, true]);
  });

  it("wait for the preview of the newest commit", async () => {
    previewed(1, `${diffMarker}\nold`);
    known.mergeRequests[0]!.sha = "f".repeat(40);
    previewed(2, `${diffMarker}\nnot yet`, { status: "running" });
    expect(await job("keep:notes")).toMatchObject({ code: 0 });
    expect(known.notes).toEqual([]);
  });

  it("reach the others where one cannot be read, and the job says so", async () => {
    previewed(1, "x", { project: 3 });
    delete known.jobs["projects/3/pipelines/1"];
    previewed(2, Buffer.alloc(1_000_000));
    previewed(3, undefined, { status: "failed" });
    const { code, said } = await job("keep:notes");
    expect([code, said]).toEqual([1, expect.stringMatching(/^!1: GET .*404/)]);
    expect(known.notes.map(({ iid, body }) => [iid, body])).toEqual([
      [2, expect.stringContaining("larger than 256 KiB")],
      [3, expect.stringContaining("ended before it could report")],
    ]);
  });
});

it("drift is one issue that is opened, updated and closed, and never somebody else's", async () => {
  const found = (stack: string, text: string) => writeFileSync(join(folder, `drift-${stack}.txt`), text);
  known.issues.push({ iid: 1, title: "x", description: driftMarker, state: "opened", author: { id: 7 } });
  found("demo", "same\n");
  expect(await job("keep:drift-issue")).toMatchObject({ code: 0, said: "demo: same\nprod: unknown\n" });
  found("prod", "drifted\n~ bucket");
  await job("keep:drift-issue");
  expect(known.issues).toHaveLength(2);
  expect(known.issues[1]).toMatchObject({ state: "opened", description: expect.stringMatching(/`prod` differs.*~ bucket/s) });
  found("prod", "same\n");
  await job("keep:drift-issue");
  expect(known.issues.map(({ state }) => state)).toEqual(["opened", "closed"]);
});

describe("the jobs of GitLab", () => {
  const names = Object.keys(jobs);

  it("read the cloud or hold a token on the default branch alone", () => {
    expect(names).toHaveLength(9);
    for (const name of names.filter((one) => one !== "keep:preview")) {
      const rules = jobs[name]!["rules"] as { if: string }[];
      for (const rule of rules) expect(rule.if, name).toContain("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
    }
    const preview = JSON.stringify(jobs["keep:preview"]);
    expect(preview).not.toMatch(/id_tokens|MODELKEEP_TOKEN|environment/);
  });

  it("carry out a plan only by hand, in an environment, from the job that made it, one at a time", () => {
    const up = jobs["keep:up:prod"]!;
    expect(up).toMatchObject({ environment: { name: "prod" }, needs: ["keep:plan:prod"], resource_group: "keep-up-prod" });
    expect(up["rules"]).toEqual([expect.objectContaining({ when: "manual" })]);
    expect(String(up["script"])).toContain('pulumi up --stack "$STACK" --yes --non-interactive --skip-preview --plan plan.json');
  });
});
