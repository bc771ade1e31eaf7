import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writtenFiles } from "../../pipelines/written-files.ts";
import { leftovers } from "../infra/kubernetes/keep-on-cluster.ts";
import { everything } from "../support/everything.ts";
import { canary, type DeployedStack, deployedStack, plannedInCluster } from "./workflow/deployed-stack.ts";
import { gitlabJobs } from "./workflow/gitlab-jobs.ts";
import { type GitlabRun, runGitlabJob } from "./workflow/gitlab-runner.ts";
import { checkout } from "./workflow/origin.ts";

// The jobs of GitLab as its runner runs them: the real CLI with a state of its own, a real API server, and `modelkeep diff` itself.

const stack = "laptop";
const file = `examples/Pulumi.${stack}.yaml`;
const jobs = gitlabJobs(writtenFiles("gitlab", { stacks: [stack], branch: "main", failOn: "exposure" }).get(".gitlab/modelkeep.yml")!);
const wholeHistory = 2 ** 31 - 1;
/** Why a landing leaves a job out: its commands are those of the same job of GitHub, which it runs. */
const ofGitHub = "npm run test:all tries it; the same job of GitHub is tried";
const intruder = `      - name: intruder
        from: {kind: workload, namespace: default, serviceAccount: intruder}
        limits: {requestsPerMinute: 10, concurrent: 1, inputTokens: 2048, outputTokens: 1024}
`;
let deployed: DeployedStack;
let work: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "modelkeep-gitlab-"));
  deployed = await deployedStack(stack);
});
afterAll(async () => {
  rmSync(work, { recursive: true });
  if (deployed) rmSync(deployed.origin.folder, { recursive: true });
  await deployed?.down();
});

interface Ended extends GitlabRun {
  /** What the job left where its artifacts are. */
  artifact(path: string): string;
}

/** Runs a job on a machine of its own, at a commit, with what jobs before it left. */
async function job(name: string, at: string, variables: Record<string, string> = {}, left: Record<string, string> = {}): Promise<Ended> {
  const folder = join(mkdtempSync(join(work, "machine-")), "builds");
  mkdirSync(folder);
  checkout(deployed.origin, at, { "fetch-depth": wholeHistory }, folder);
  for (const [path, text] of Object.entries(left)) writeFileSync(join(folder, path), text);
  const run = await runGitlabJob(jobs[name]!, folder, { ...deployed.env, CI_COMMIT_SHA: at, CI_JOB_ID: "7", ...variables });
  return { ...run, artifact: (path) => readFileSync(join(folder, path), "utf8") };
}

describe("a merge request", () => {
  const marks = () => join(work, "pwned");
  const previewed = async (change: Record<string, string>, branch = "change") => {
    const { head } = deployed.origin.change(2, change);
    const ended = await job("keep:preview", head, {
      CI_MERGE_REQUEST_DIFF_BASE_SHA: deployed.origin.main,
      CI_COMMIT_REF_NAME: branch,
      MARK: marks(),
    });
    expect(existsSync(marks())).toBe(false);
    return ended;
  };
  const settings = () => readFileSync(join(deployed.origin.folder, file), "utf8");

  it("that changes the model is shown with what it does, without a secret", async (context) => {
    context.skip(!everything, ofGitHub);
    const changed = settings().replace("contextTokens: 4096", "contextTokens: 6144");
    const { code, said, artifact } = await previewed({ [file]: changed });
    expect(code, said).toBe(0);
    expect(artifact("keep-diff/diff.md")).toMatch(/What this does to the keep.*update/s);
    expect(said + artifact("keep-diff/diff.json")).not.toContain(canary);
  });

  it("that opens a way fails, and says which", async () => {
    const changed = settings().replace(/clients:\n/, `clients:\n${intruder}`);
    expect(changed).not.toBe(settings());
    const { code, said, artifact } = await previewed({ [file]: changed });
    expect(code, said).toBe(1);
    expect(artifact("keep-diff/diff.md")).toContain("intruder");
  });

  it("whose branch and settings are commands runs none of them, and fails with a message", async () => {
    const name = "$(touch $MARK)`touch $MARK`";
    const { code, said } = await previewed({ [file]: settings().replace(/- name: .*/, `- name: '${name}'`) }, name);
    expect(code, said).toBe(3);
    expect(said).toContain("cannot be previewed");
  });
});

describe("a deployment", () => {
  const cloud = () => ({
    MODELKEEP_STATE: deployed.state,
    MODELKEEP_REGION: "eu-central-1",
    MODELKEEP_ROLE: "arn:aws:iam::123456789012:role/keep",
    PULUMI_CONFIG_PASSPHRASE: deployed.passphrase,
  });
  const plan = async (at: string, variables = {}) => {
    const ended = await job(`keep:plan:${stack}`, at, { ...cloud(), ...variables });
    expect(ended.code, ended.said).toBe(0);
    expect(ended.said + ended.artifact("plan.json")).not.toContain(canary);
    expect(ended.said).not.toContain("a token of this job");
    return ended.artifact("plan.json");
  };
  const up = (at: string, made: string, variables = {}) => job(`keep:up:${stack}`, at, { ...cloud(), ...variables }, { "plan.json": made });

  it("plans and changes nothing; with the step of AWS alone, nothing in the cluster", async (context) => {
    context.skip(!everything, ofGitHub);
    expect(plannedInCluster(await plan(deployed.origin.main)).length).toBeGreaterThan(30);
    const step = { MODELKEEP_STEP: "aws" };
    const first = await plan(deployed.origin.main, step);
    expect(plannedInCluster(first)).toEqual([]);
    const done = await up(deployed.origin.main, first, step);
    expect(done.code, done.said).toBe(0);
    expect(await leftovers(deployed.cluster)).toBe("");
  });

  it("carries out its plan, and stops before anything that is not in it", async (context) => {
    context.skip(!everything, ofGitHub);
    const done = await up(deployed.origin.main, await plan(deployed.origin.main));
    expect(done.code, done.said).toBe(0);
    expect(await leftovers(deployed.cluster)).toContain("namespace/modelkeep-laptop-serving");
    const stopped = await up(deployed.later, await plan(deployed.origin.main));
    expect(stopped.code).toBe(1);
    expect(stopped.said).toContain("not in its plan");
    expect(stopped.said).not.toMatch(/\d (created|updated|replaced|deleted)/);
  });

  it("is looked at each night: the same, then what somebody deleted, then what could not be read", async (context) => {
    context.skip(!everything, ofGitHub);
    const night = async (variables = {}) => {
      const { code, artifact } = await job(`keep:drift:${stack}`, deployed.origin.main, { ...cloud(), ...variables });
      return [code, artifact(`drift-${stack}.txt`)] as const;
    };
    expect(await night()).toEqual([0, expect.stringMatching(/^same\n/)]);
    const { kubectl } = deployed.cluster;
    const name = (await kubectl(["-n", "modelkeep-laptop-serving", "get", "networkpolicy", "-o", "name"])).split("\n")[0]!;
    await kubectl(["-n", "modelkeep-laptop-serving", "delete", name]);
    expect(await night()).toEqual([7, expect.stringMatching(/^drifted\n.*networkpolicy/is)]);
    expect(await night({ PULUMI_CONFIG_PASSPHRASE: "another" })).toEqual([expect.any(Number), expect.stringMatching(/^unknown\n/)]);
  });
});
