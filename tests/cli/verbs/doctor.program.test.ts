import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { runDoctor } from "../../../cli/verbs/doctor.ts";
import { clusterOf, fixtureFile, platforms, settingsFor } from "../../doctor/clusters.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { captured } from "./captured.ts";

const root = process.cwd();
let folder: string;
let right: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "modelkeep-doctor-"));
  right = variantFolder("mine", stringify({ config: { "modelkeep:keep": settingsFor("talos") } }));
});
afterAll(() => {
  for (const one of [folder, right]) rmSync(one, { recursive: true });
});

const doctor = (options: Partial<Parameters<typeof runDoctor>[0]>) =>
  captured(() => runDoctor({ cwd: root, stack: "on-prem", ...options }));

describe("modelkeep doctor", () => {
  test.each(platforms)("prints for a snapshot of %s a verdict, then findings, worst first, in 80 columns", async (platform) => {
    const { status, out, err } = await doctor({ snapshot: fixtureFile(platform) });
    expect([status, err]).toEqual([1, ""]);
    expect(out).toMatch(/^Stack on-prem: \d+ things will fail \(\d+ fail, \d+ undecided, \d+ work\)\n\n {2}FAILS/);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(out.indexOf("FAILS", out.lastIndexOf("  works"))).toBe(-1);
    expect(out).toMatch(/ {4}seen: {5}.*\n(.*\n)* {4}follows: {2}.*\n(.*\n)* {4}set: {6}target\.weights\.volume: weights/);
  });

  test("is 0 where nothing fails", async () => {
    const { status, out } = await doctor({ cwd: right, stack: "mine", snapshot: fixtureFile("talos") });
    expect(out).toMatch(/^Stack mine: nothing is known to fail \(0 fail, 1 undecided, \d+ work\)/);
    expect(status).toBe(0);
  });

  test("is 0 where something is only undecided, and shows that", async () => {
    const file = join(folder, "undecided.json");
    writeFileSync(
      file,
      JSON.stringify(clusterOf("talos", (snapshot) => Object.assign(snapshot, { agents: { unread: "daemonsets is forbidden" } }))),
    );
    const { status, out } = await doctor({ cwd: right, stack: "mine", snapshot: file });
    expect(status).toBe(0);
    expect(out).toMatch(/^Stack mine: nothing is known to fail \(0 fail, 2 undecided/);
    expect(out).toMatch(/UNDECIDED network policies\n {4}seen: {5}not read: daemonsets is forbidden/);
  });

  test("as JSON every finding has its setting and value, and one to leave out is null", async () => {
    const { status, out } = await doctor({ snapshot: fixtureFile("eks"), json: true });
    const { stack, fails, findings } = JSON.parse(out);
    expect([status, stack, fails]).toEqual([1, "on-prem", true]);
    const fixes = findings.flatMap(({ fix }: { fix?: object }) => fix ?? []);
    expect(fixes).toContainEqual({ path: "target.nodeSelector", value: {} });
    expect(fixes).toContainEqual({ path: "target.runtimeClass", value: null });
  });
});

describe("a wrong call says what is accepted, and is 2", () => {
  test.each([
    ["no such file", { snapshot: "/nowhere/none.json" }, /--snapshot \/nowhere\/none\.json cannot be read/],
    [
      "a file that is no snapshot",
      { snapshot: join(root, "package.json") },
      /--snapshot .*package\.json: format: .*accepted: a file of `modelkeep doctor --record`/,
    ],
    [
      "a snapshot and a cluster",
      { snapshot: fixtureFile("eks"), context: "lab" },
      /accepted: without --record, --context and --kubeconfig/,
    ],
    ["no such stack", { stack: "none", snapshot: fixtureFile("eks") }, /none/],
    [
      "a keep that makes its own cluster",
      { stack: "demo", snapshot: fixtureFile("eks") },
      /stack demo: target\.kind is eks: .*accepted: a stack of target existing/,
    ],
  ] as const)("%s", async (_, options, message) => {
    const { status, out, err } = await doctor(options);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });

  test("a cluster that cannot be read, and nothing is recorded", async () => {
    const kubeconfig = join(folder, "kubeconfig");
    writeFileSync(kubeconfig, "apiVersion: v1\nkind: Config\n");
    const record = join(folder, "record.json");
    const { status, err } = await doctor({ kubeconfig, context: "nowhere", record });
    expect(status).toBe(2);
    expect(err).toMatch(/the cluster of context nowhere cannot be read: /);
    expect(() => readFileSync(record)).toThrow();
  });
});
