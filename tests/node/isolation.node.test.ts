import { beforeAll, expect, test } from "vitest";
import { clientPod } from "../../dev/sandbox/client.ts";
import { matrixText, textOf, tryAll, watch } from "./support/matrix.ts";
import { endProbe, probeLine, probePod, startProbe } from "./support/probe-job.ts";
import { podLabels, unexpected, wrongWays } from "./support/promised-ways.ts";
import { type NodeRun, nodeRun } from "./support/run.ts";

let run: NodeRun;
beforeAll(async () => {
  run = await nodeRun();
});

/** Tries every way and compares it with what the settings promise, both ways round. */
async function expectMatrix(stackFile: string) {
  const tried = await tryAll(run);
  console.log(matrixText(tried));
  expect(await wrongWays(run, stackFile, tried.ways)).toEqual({ bySettings: [], byReport: [] });
  return tried;
}

test("every way between every two pods, and out of each, is as the settings have it, with the probe among them", {
  tags: ["shows-D1", "shows-D2"],
}, async () => {
  const job = await startProbe(run);
  const probe = await probePod(run, job);
  const { pods, ways } = await expectMatrix(run.stackFile());
  expect(pods).toContain(probe);
  expect(pods.filter((pod) => pod.startsWith(run.keep.serving))).toHaveLength(2);
  // Neither an all-open network nor a dead one passes.
  expect(ways.filter(({ from, port, open }) => from === "default/notebook" && port === 8443 && open).length).toBeGreaterThanOrEqual(2);
  expect(ways.filter(({ from, open }) => from === probe && open).map(textOf)).toEqual([
    expect.stringMatching(/kube-system\/coredns.* tcp 53$/),
  ]);
  expect((await probeLine(run, job)).verdict).toBe("closed");
});

test("a pod's first second is not an open one, whether it has a grant or none", { tags: ["shows-D2"] }, async () => {
  const pod = { keep: run.keep.name, image: run.images.python, secret: "modelkeep-notebook" };
  const names = ["newcomer", "neighbour", "latecomer"];
  const watching = watch(run, 8);
  for (const name of names) await run.node.kubectl.apply(clientPod({ ...pod, name }));
  const job = await startProbe(run);
  const probe = await probePod(run, job);
  await podLabels(run);
  const { pods, open } = await watching;
  for (const name of [...names.map((own) => `default/${own}`), probe]) expect(Object.keys(pods)).toContain(name);
  expect(await unexpected(run, run.stackFile(), open)).toEqual([]);
  await run.node.kubectl.run(["delete", "pod", ...names, "--now"]);
  await endProbe(run, job);
});

test("nothing opens while the agent that enforces policies is gone, nor when it comes back", { tags: ["shows-D2"] }, async () => {
  const watching = watch(run, 12);
  await run.node.stop("netpol-agent");
  await run.node.start("netpol-agent");
  const { open } = await watching;
  expect(await unexpected(run, run.stackFile(), open)).toEqual([]);
  await expectMatrix(run.stackFile());
});
