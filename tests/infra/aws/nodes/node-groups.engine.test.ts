import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Engine } from "../../../../engine/pulumi/engine.ts";
import { findEngine } from "../../../../engine/pulumi/find.ts";
import { openWorkspace } from "../../../../engine/pulumi/workspace.ts";
import { EksStandIn } from "./eks-stand-in.ts";

const root = resolve(import.meta.dirname, "../../../fixtures/programs/gpu-pool");
let engine: Engine;
let eks: EksStandIn;
let address: string;
let stateDir: string;

beforeAll(async () => {
  engine = await findEngine({ root: resolve("."), env: process.env });
});
beforeEach(async () => {
  eks = new EksStandIn();
  address = await eks.start();
  stateDir = mkdtempSync(join(tmpdir(), "modelkeep-state-"));
});
afterEach(() => {
  eks.stop();
  rmSync(stateDir, { recursive: true });
});

/** `pulumi up` of the pool with these settings; what it sent for node groups. */
async function up(env: Record<string, string>, ...more: string[]) {
  const workspace = await openWorkspace({ engine, root, stack: "dev", stateDir, env: { STAND_IN: address, ...env } });
  eks.sent.length = 0;
  const { code, stdout, stderr } = await workspace.run(["up", "--yes", "--skip-preview", ...more]).finally(workspace.close);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  return [...eks.sent];
}

const sizes = (minSize: number, desiredSize: number, maxSize: number) => ({ minSize, desiredSize, maxSize });

test("a pool that grows and shrinks sends sizes in their order, and takes another release in place", async () => {
  expect(await up({ MIN: "2", MAX: "4", RELEASE: "1.66.0-aaaaaaaa" })).toEqual([{ what: "create", sizes: sizes(2, 2, 4) }]);
  expect(await up({ MIN: "3", MAX: "4", RELEASE: "1.66.0-aaaaaaaa" })).toEqual([{ what: "update-config", sizes: sizes(3, 3, 4) }]);
  expect(await up({ MIN: "1", MAX: "1", RELEASE: "1.66.0-aaaaaaaa" })).toEqual([{ what: "update-config", sizes: sizes(1, 1, 1) }]);
  expect(await up({ MIN: "1", MAX: "1", RELEASE: "1.67.0-bbbbbbbb" })).toEqual([{ what: "update-version" }]);
});

test("a pool has the size of the settings again after somebody moved it by hand", async () => {
  await up({ MIN: "2", MAX: "4" });
  eks.group.scalingConfig.desiredSize = 4;
  expect(await up({ MIN: "2", MAX: "4" }, "--refresh")).toEqual([{ what: "update-config", sizes: sizes(2, 2, 4) }]);
});

test("a Capacity Block's pool changes its size in place, and is made anew for other nodes: EKS had set it to nothing, or refuses", async () => {
  const first = { MIN: "2", MAX: "2", BLOCK: "cr-aaaaaaaaaaaaaaaaa", RELEASE: "1.66.0-aaaaaaaa" };
  await up(first);
  expect(await up({ ...first, MIN: "1" })).toEqual([{ what: "update-config", sizes: sizes(0, 1, 2) }]);
  const anew = [{ what: "delete" }, { what: "create", sizes: sizes(0, 1, 2) }];
  expect(await up({ ...first, MIN: "1", RELEASE: "1.67.0-bbbbbbbb" }), "another release during the block").toEqual(anew);
  eks.group.scalingConfig.desiredSize = 0;
  const next = { ...first, MIN: "1", RELEASE: "1.67.0-bbbbbbbb", BLOCK: "cr-bbbbbbbbbbbbbbbbb" };
  expect(await up(next), "the next reservation, the day after").toEqual(anew);
  expect(eks.group).toMatchObject({ scalingConfig: sizes(0, 1, 2), launchTemplate: { version: "2" } });
});
