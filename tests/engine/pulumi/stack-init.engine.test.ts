import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, engineEnvironment } from "../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../engine/pulumi/find.ts";
import { listStacks } from "../../../engine/stack/stacks.ts";
import { limits } from "../../support/limits.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-init-")));

let engine: Engine;

beforeAll(async () => {
  engine = await findEngine({ root, env: process.env });
  mkdirSync(join(folder, "state"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: modelkeep\nruntime: nodejs\nstackConfigDir: examples\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(await listStacks(root))("pulumi stack init %s adds its salt to the example and rewrites no line of it", (stack) => {
  const file = `examples/Pulumi.${stack}.yaml`;
  cpSync(join(root, file), join(folder, file));
  const { status, stderr } = spawnSync(engine.cli, ["stack", "init", stack, "--no-select", "--non-interactive"], {
    cwd: folder,
    encoding: "utf8",
    timeout: limits.wait,
    env: engineEnvironment(engine, {
      ...process.env,
      PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: "for the test alone",
    }),
  });
  expect(status, stderr).toBe(0);
  const written = readFileSync(join(folder, file), "utf8");
  expect(written).toMatch(/\nencryptionsalt: v1:\S+\n$/);
  expect(written.replace(/encryptionsalt: .*\n$/, "")).toBe(readFileSync(join(root, file), "utf8"));
});
