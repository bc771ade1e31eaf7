import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { keepOnCluster } from "./keep-on-cluster.ts";
import { prepared } from "./prepared.ts";

const source = readFileSync(join(resolve(import.meta.dirname, "../../.."), "examples/Pulumi.laptop.yaml"), "utf8");
const warning = /^ +warning: probe (open|unjudged): .*; read more: kubectl -n modelkeep-laptop-probes logs job\/probe$/gm;
let cluster: TestCluster;
const keep = keepOnCluster(() => cluster, "laptop");

beforeAll(async () => {
  cluster = await startCluster(2);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview");
  expect(code, said).toBe(0);
});
afterAll(async () => {
  keep.close();
  await cluster.down();
});

const probes = (...command: string[]) => cluster.kubectl(["-n", "modelkeep-laptop-probes", ...command]);

/** Ends the next pod of the probe with an exit status, as its kubelet would. */
async function endProbe(exitCode: number): Promise<void> {
  const pods = await until("the probe has a pod", async () => {
    const found = await probes("get", "pods", "-l", "job-name=probe", "--field-selector=status.phase=Pending", "-o", "name");
    return found !== "" && found;
  });
  const state = { terminated: { exitCode, reason: "Error", startedAt: new Date(), finishedAt: new Date() } };
  const container = { name: "probe", image: "", imageID: "", ready: false, restartCount: 0, state };
  await probes(
    "patch",
    pods,
    "--subresource=status",
    "--type=merge",
    `-p=${JSON.stringify({ status: { phase: "Failed", containerStatuses: [container] } })}`,
  );
}

/** Runs the probe anew, as the documentation says how. */
async function again() {
  await probes("delete", "job", "probe");
  return keep.run(source, "up", "--yes", "--skip-preview", "--refresh");
}

test.each([
  [1, "open", /does not enforce the keep's network policies/],
  [2, "unjudged", /nothing is proven: Job has reached the specified backoff limit/],
])("where the probe ends with %i the update succeeds, says %s and warns in one line", async (exitCode, verdict, says) => {
  cluster.kubelets(false);
  try {
    const [{ code, said }] = await Promise.all([again(), endProbe(exitCode)]);
    expect(code, said).toBe(0);
    expect(keep.outputs()).toMatchObject({ probe: { verdict } });
    const warnings = said.match(warning) ?? [];
    expect(warnings, said).toHaveLength(1);
    expect(warnings[0]).toMatch(says);
  } finally {
    cluster.kubelets(true);
  }
});

test("a second update shows no change, and says it again", async () => {
  const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview", "--expect-no-changes");
  expect(code, said).toBe(0);
  expect(keep.outputs()).toMatchObject({ probe: { verdict: "unjudged" } });
  expect(said.match(warning), said).toHaveLength(1);
});

test("a run that finds every way closed takes the warning back", async () => {
  const { code, said } = await again();
  expect(code, said).toBe(0);
  expect(keep.outputs()).toMatchObject({ probe: { verdict: "closed" } });
  expect(said.match(warning), said).toBeNull();
});
