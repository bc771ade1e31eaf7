import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { type NodeRun, nodeRun } from "./support/run.ts";
import { serverPods, untilReady } from "./support/servers.ts";
import { writeWeights } from "./support/weights.ts";

let run: NodeRun;
beforeAll(async () => {
  run = await nodeRun();
  await untilReady(run, 2);
});
afterAll(async () => {
  writeWeights(join(run.folder, "weights"));
  await untilReady(run, 2);
});

const kubectl = (...args: string[]) => run.node.kubectl.run(["-n", run.keep.serving, ...args]);

test("the server starts with the files of the lockfile, which the loader copied from the volume", async () => {
  const [pod] = await serverPods(run);
  expect(await kubectl("logs", pod!.metadata.name, "-c", "model-server")).toContain(
    "['config.json', 'model.safetensors', 'tokenizer.json']",
  );
});

test("a checkpoint with one bit that is another stops the pod, and its description says why; the other replica serves on", {
  tags: ["shows-D15"],
}, async () => {
  const [first = ""] = await untilReady(run, 2);
  writeWeights(join(run.folder, "weights"), true);
  await kubectl("delete", "pod", first, "--wait=false");
  const refused = await until("the loader of the new pod has refused", async () => {
    const pods = await serverPods(run);
    return pods.find(({ status }) => status.initContainerStatuses?.some((c) => c.lastState.terminated?.message !== undefined)) ?? false;
  });
  const said = await kubectl("describe", "pod", refused.metadata.name);
  expect(said).toMatch(/model\.safetensors.*sha-?256/i);
  expect(refused.status.containerStatuses?.some(({ ready }) => ready)).toBe(false);
  const ready = (await serverPods(run)).filter(({ status }) => status.containerStatuses?.every((c) => c.ready));
  expect(ready).toHaveLength(1);
});
