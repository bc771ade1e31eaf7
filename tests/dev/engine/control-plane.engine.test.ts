import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";

const root = resolve(import.meta.dirname, "../../..");
const script = join(root, "dev/engine/control-plane");
const state = mkdtempSync(join(tmpdir(), "control-plane-"));

let env: NodeJS.ProcessEnv;

async function run(file: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)(file, args, { env })).stdout.trim();
}

beforeAll(async () => {
  env = engineEnvironment(await findEngine({ root, env: process.env }), process.env);
  env["KUBECONFIG"] = await run(script, "up", state, "--nodes", "3");
});
afterAll(async () => {
  await run(script, "down", state);
  rmSync(state, { recursive: true });
});

test("it is a Kubernetes API server of the pinned version with Ready nodes", async () => {
  const { serverVersion } = JSON.parse(await run("kubectl", "version", "-o", "json"));
  expect(serverVersion.gitVersion).toBe("v1.36.3");
  const nodes = (await run("kubectl", "get", "nodes", "--no-headers")).split("\n");
  expect(nodes).toHaveLength(3);
  for (const node of nodes) expect(node).toMatch(/^node-\d +Ready /);
});

test("it admits by Pod Security, as a real cluster does", async () => {
  await run("kubectl", "create", "namespace", "keep");
  await run("kubectl", "label", "namespace", "keep", "pod-security.kubernetes.io/enforce=restricted");
  const refused = run("kubectl", "-n", "keep", "run", "open", "--image=none.example.com/none", "--privileged");
  await expect(refused).rejects.toThrow(/violates PodSecurity "restricted:latest": privileged/);
});

test("a second start in the same folder is refused", async () => {
  await expect(run(script, "up", state)).rejects.toThrow(/is in use; run 'down' first/);
});
