import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";
import { leftovers } from "../../infra/kubernetes/keep-on-cluster.ts";
import { prepared } from "../../infra/kubernetes/prepared.ts";
import { type Forge, startForge } from "./workflow/forge.ts";
import { npmFolder, repositoryCopy } from "./workflow/repository-copy.ts";

// The real CLI with a state of its own, and a real API server; the actions alone are stood for.

const root = resolve(import.meta.dirname, "../../..");
const stack = "laptop";
let cluster: TestCluster;
let forge: Forge;
let state: string;
let contexts: Record<string, unknown>;
let later: string;

beforeAll(async () => {
  cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  state = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
  const secrets = { PULUMI_CONFIG_PASSPHRASE: "of the test" };
  contexts = {
    vars: { MODELKEEP_STATE: `file://${state}`, MODELKEEP_DEPLOY: "on" },
    secrets,
    inputs: { stack, step: "everything" },
    matrix: { stack },
  };
  const engine = engineEnvironment(cluster.engine, process.env) as Record<string, string>;
  const env = {
    PATH: [npmFolder, dirname(process.execPath), engine["PATH"]].join(delimiter),
    PULUMI_HOME: engine["PULUMI_HOME"]!,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    KUBECONFIG: cluster.kubeconfig,
  };
  // As a person does once: the stack exists, and its file has the salt of its secrets provider.
  const file = `Pulumi.${stack}.yaml`;
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-stack-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: modelkeep\nruntime: nodejs\n");
  writeFileSync(join(folder, file), readFileSync(join(root, file)));
  const pulumi = (...args: string[]) =>
    execFileSync("pulumi", args, {
      cwd: folder,
      env: { ...engine, ...env, ...secrets, PULUMI_BACKEND_URL: `file://${state}` },
      encoding: "utf8",
    });
  pulumi("stack", "init", stack);
  pulumi("config", "set", "--secret", "modelkeep:canary", "canary-in-the-clear", "--stack", stack);
  const settings = readFileSync(join(folder, file), "utf8");
  rmSync(folder, { recursive: true });
  const origin = repositoryCopy([stack], { [file]: settings });
  later = origin.change(1, { [file]: settings.replace("contextTokens: 4096", "contextTokens: 6144") }).head;
  forge = await startForge(origin, [stack], env);
});
afterAll(async () => {
  await forge?.close();
  await cluster.down();
  rmSync(state, { recursive: true });
});

let run = 5000;
const plan = (at: string) => forge.job("keep-deploy-stack", "plan", at, { run: ++run, contexts });
const up = (at: string, sha256: string | undefined) =>
  forge.job("keep-deploy-stack", "up", at, { run, contexts: { ...contexts, needs: { plan: { outputs: { sha256 } } } } });
const planned = () => forge.github.artifacts.findLast(({ name }) => name === `keep-plan-${stack}`)!;

it("a merge makes a plan that holds no secret in the clear, and changes nothing", async () => {
  const made = await plan(forge.origin.main);
  expect(made.result, made.log).toBe("success");
  expect(made.summary).toMatch(/Plan of laptop, SHA-256 [0-9a-f]{64}.*kubernetes:/s);
  const text = Buffer.from(planned().bytes).toString();
  expect(Object.keys(JSON.parse(text).resourcePlans).length).toBeGreaterThan(30);
  expect(text).toContain('"modelkeep:canary"');
  expect(text + made.log + made.summary).not.toContain("canary-in-the-clear");
  expect(await leftovers(cluster)).toBe("");
});

it("a plan that is not the one that was approved is not carried out", async () => {
  const { outputs } = await plan(forge.origin.main);
  const { bytes } = planned();
  planned().bytes = Buffer.from(Buffer.from(bytes).toString().replace("notebook", "stranger"));
  const refused = await up(forge.origin.main, outputs["sha256"]);
  expect([refused.result, refused.log]).toEqual(["failure", expect.stringContaining("plan.json: FAILED")]);
  expect(refused.log).not.toContain("Updating (");
  expect(await leftovers(cluster)).toBe("");
});

it("the approved plan is carried out", async () => {
  const { outputs } = await plan(forge.origin.main);
  const done = await up(forge.origin.main, outputs["sha256"]);
  expect(done.result, done.log).toBe("success");
  expect(await leftovers(cluster)).toContain("namespace/modelkeep-serving");
});

it("a program that would do something that is not in its plan is stopped before it does, and does it when that was planned", async () => {
  const { outputs, log } = await plan(forge.origin.main);
  expect(outputs["sha256"], log).toMatch(/^[0-9a-f]{64}$/);
  const stopped = await up(later, outputs["sha256"]);
  expect([stopped.result, stopped.log]).toEqual(["failure", expect.stringContaining("not in its plan")]);
  expect(stopped.log).not.toMatch(/\d (created|updated|replaced|deleted)/);
  const anew = await plan(later);
  expect(anew.result, anew.log).toBe("success");
  const done = await up(later, anew.outputs["sha256"]);
  expect([done.result, done.log]).toEqual(["success", expect.stringMatching(/[1-9]\d* updated/)]);
});

it("a night finds nothing, then what somebody changed by hand, and says it in one issue until it is gone", async () => {
  const night = async () => {
    run++;
    const { result, log } = await forge.job("keep-drift", "look", later, { run, contexts });
    const told = await forge.job("keep-drift", "issue", later, { run, contexts });
    expect(told.result, told.log).toBe("success");
    return { result, log, issues: forge.github.issues.map(({ state, body }) => ({ state, body })) };
  };
  const first = await night();
  expect([first.result, first.issues], first.log).toEqual(["success", []]);
  const policy = ["-n", "modelkeep-serving", "get", "networkpolicy", "-o", "name"];
  const name = (await cluster.kubectl(policy)).split("\n")[0]!;
  const before = await cluster.kubectl(["-n", "modelkeep-serving", "get", name, "-o", "json"]);
  await cluster.kubectl(["-n", "modelkeep-serving", "delete", name]);
  const second = await night();
  expect(second.result).toBe("failure");
  expect(second.issues).toEqual([{ state: "open", body: expect.stringMatching(/`laptop` differs from its program.*networkpolicy/is) }]);
  await cluster.kubectl(["apply", "-f", "-"], before);
  const third = await night();
  expect([third.result, third.issues], third.log).toMatchObject(["success", [{ state: "closed" }]]);
});
