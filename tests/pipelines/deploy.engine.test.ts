import { afterAll, beforeAll, expect, it } from "vitest";
import { leftovers } from "../infra/kubernetes/keep-on-cluster.ts";
import { canary, type DeployedStack, deployedStack, plannedInCluster } from "./workflow/deployed-stack.ts";
import { type Forge, startForge } from "./workflow/forge.ts";

// The real CLI with a state of its own, and a real API server; the actions alone are stood for.

const stack = "laptop";
let deployed: DeployedStack;
let forge: Forge;
let contexts: Record<string, unknown>;

beforeAll(async () => {
  deployed = await deployedStack(stack);
  contexts = {
    vars: { MODELKEEP_STATE: deployed.state, MODELKEEP_DEPLOY: "on" },
    secrets: { PULUMI_CONFIG_PASSPHRASE: deployed.passphrase },
    matrix: { stack },
  };
  forge = await startForge(deployed.origin, [stack], deployed.env);
});
afterAll(async () => {
  await forge?.close();
  await deployed?.down();
});

let run = 5000;
const plan = (at: string, step = "everything") =>
  forge.job("keep-deploy-stack", "plan", at, { run: ++run, contexts: { ...contexts, inputs: { stack, step } } });
const up = (at: string, sha256: string | undefined, step = "everything") => {
  const needs = { plan: { outputs: { sha256 } } };
  return forge.job("keep-deploy-stack", "up", at, { run, contexts: { ...contexts, inputs: { stack, step }, needs } });
};
const planned = () => forge.github.artifacts.findLast(({ name }) => name === `keep-plan-${stack}`)!;

it("a merge makes a plan that holds no secret in the clear, and changes nothing", async () => {
  const made = await plan(forge.origin.main);
  expect(made.result, made.log).toBe("success");
  expect(made.summary).toMatch(/Plan of laptop, SHA-256 [0-9a-f]{64}.*kubernetes:/s);
  const text = Buffer.from(planned().bytes).toString();
  expect(plannedInCluster(text).length).toBeGreaterThan(30);
  expect(text).toContain('"modelkeep:canary"');
  expect(text + made.log + made.summary).not.toContain(canary);
  expect(await leftovers(deployed.cluster)).toBe("");
});

it("the step of AWS alone plans and does nothing in the cluster", async () => {
  const made = await plan(forge.origin.main, "aws");
  expect(made.result, made.log).toBe("success");
  expect(plannedInCluster(Buffer.from(planned().bytes).toString())).toEqual([]);
  const done = await up(forge.origin.main, made.outputs["sha256"], "aws");
  expect(done.result, done.log).toBe("success");
  expect(await leftovers(deployed.cluster)).toBe("");
});

it("a plan that is not the one that was approved is not carried out", async () => {
  const { outputs } = await plan(forge.origin.main);
  const { bytes } = planned();
  planned().bytes = Buffer.from(Buffer.from(bytes).toString().replace("notebook", "stranger"));
  const refused = await up(forge.origin.main, outputs["sha256"]);
  expect([refused.result, refused.log]).toEqual(["failure", expect.stringContaining("plan.json: FAILED")]);
  expect(refused.log).not.toContain("Updating (");
  expect(await leftovers(deployed.cluster)).toBe("");
});

it("the approved plan is carried out", async () => {
  const { outputs } = await plan(forge.origin.main);
  const done = await up(forge.origin.main, outputs["sha256"]);
  expect(done.result, done.log).toBe("success");
  expect(await leftovers(deployed.cluster)).toContain("namespace/modelkeep-laptop-serving");
});

it("a program that would do something that is not in its plan is stopped before it does, and does it when that was planned", async () => {
  const { outputs, log } = await plan(forge.origin.main);
  expect(outputs["sha256"], log).toMatch(/^[0-9a-f]{64}$/);
  const stopped = await up(deployed.later, outputs["sha256"]);
  expect([stopped.result, stopped.log]).toEqual(["failure", expect.stringContaining("not in its plan")]);
  expect(stopped.log).not.toMatch(/\d (created|updated|replaced|deleted)/);
  const anew = await plan(deployed.later);
  expect(anew.result, anew.log).toBe("success");
  const done = await up(deployed.later, anew.outputs["sha256"]);
  expect([done.result, done.log]).toEqual(["success", expect.stringMatching(/[1-9]\d* updated/)]);
});

it("a night finds nothing, then what somebody changed by hand, and says it in one issue until it is gone", async () => {
  const night = async () => {
    run++;
    const { result, log } = await forge.job("keep-drift", "look", deployed.later, { run, contexts });
    const told = await forge.job("keep-drift", "issue", deployed.later, { run, contexts });
    expect(told.result, told.log).toBe("success");
    return { result, log, issues: forge.github.issues.map(({ state, body }) => ({ state, body })) };
  };
  const first = await night();
  expect([first.result, first.issues], first.log).toEqual(["success", []]);
  const policy = ["-n", "modelkeep-laptop-serving", "get", "networkpolicy", "-o", "name"];
  const name = (await deployed.cluster.kubectl(policy)).split("\n")[0]!;
  const before = await deployed.cluster.kubectl(["-n", "modelkeep-laptop-serving", "get", name, "-o", "json"]);
  await deployed.cluster.kubectl(["-n", "modelkeep-laptop-serving", "delete", name]);
  const second = await night();
  expect(second.result).toBe("failure");
  expect(second.issues).toEqual([{ state: "open", body: expect.stringMatching(/`laptop` differs from its program.*networkpolicy/is) }]);
  await deployed.cluster.kubectl(["apply", "-f", "-"], before);
  const third = await night();
  expect([third.result, third.issues], third.log).toMatchObject(["success", [{ state: "closed" }]]);
});
