import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { engineEnvironment } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { destinationOf } from "../../tunnel/destination.ts";
import { stackOutputs } from "../../tunnel/stack-outputs.ts";
import { limits } from "../support/limits.ts";

const urn = "urn:pulumi:mine::keep::pulumi:pulumi:Stack::keep-mine";
const tunnel = {
  instance: "i-0123456789abcdef0",
  host: "0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  region: "eu-central-1",
  authority: "UEVN",
};
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stack-outputs-"));
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: keep\nruntime: nodejs\n");
  vi.stubEnv("PULUMI_BACKEND_URL", `file://${join(folder, "state")}`);
  vi.stubEnv("PULUMI_CONFIG_PASSPHRASE", "it");
  const engine = await findEngine({ root: resolve(import.meta.dirname, "../.."), env: process.env });
  const pulumi = (args: string[], input = "") =>
    execFileSync(engine.cli, args, {
      cwd: folder,
      env: engineEnvironment(engine, process.env),
      input,
      encoding: "utf8",
      stdio: "pipe",
      timeout: limits.wait,
    });
  for (const stack of ["mine", "bare"]) pulumi(["stack", "init", stack]);
  const state = JSON.parse(pulumi(["stack", "export", "--stack", "mine"]));
  state.deployment.resources = [{ urn, custom: false, type: "pulumi:pulumi:Stack", outputs: { tunnel } }];
  pulumi(["stack", "import", "--stack", "mine"], JSON.stringify(state));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("a deployed stack tells of its tunnel through the real CLI", async () => {
  expect(destinationOf(await stackOutputs(folder, "mine"), "mine")).toEqual({ ...tunnel, authority: "PEM" });
});

test("a stack that is not deployed has none, and one that does not exist is told in the CLI's words", async () => {
  expect(await stackOutputs(folder, "bare")).toEqual({});
  await expect(stackOutputs(folder, "mien")).rejects.toThrow(/^pulumi cannot read the outputs of stack mien: no stack named 'mien' found$/);
});
