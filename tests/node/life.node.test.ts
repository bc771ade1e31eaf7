import { beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { askOnce, startAsking } from "./support/ask.ts";
import { processesOf, requestsOf, signal } from "./support/containers.ts";
import { watchWhile } from "./support/matrix.ts";
import { podLabels, unexpected } from "./support/promised-ways.ts";
import { type NodeRun, nodeRun } from "./support/run.ts";
import { engineName, restartsOf, serverPods, untilPod, untilReady } from "./support/servers.ts";

let run: NodeRun;
beforeAll(async () => {
  run = await nodeRun();
  await untilReady(run, 2);
});

/** One replica and its engine's processes, which are stopped or ended from the node. */
async function replica(): Promise<{ pod: string; engine: number[] }> {
  const [pod = "", engine = []] = Object.entries(await processesOf(run, engineName))[0] ?? [];
  expect(engine.length, "an engine is found").toBeGreaterThan(0);
  return { pod, engine };
}

test("a client has its answer through service, mutual TLS, front door and socket", { tags: ["shows-D3", "shows-D4"] }, async () => {
  expect(await askOnce(run)).toMatch(/^200 .*"finish_reason": ?"length"/);
});

test("an engine that stands still while /health says 200 gets no requests, and serves again when it goes on", async () => {
  const { pod, engine } = await replica();
  await signal(run, "STOP", engine);
  await untilPod(run, pod, false);
  expect(await askOnce(run)).toMatch(/^200 /);
  expect(await restartsOf(run, pod)).toBe(0);
  await signal(run, "CONT", engine);
  await untilPod(run, pod, true);
});

test("an engine that ends has its container started anew, which finds its socket and serves", async () => {
  const { pod, engine } = await replica();
  const before = await restartsOf(run, pod);
  await signal(run, "KILL", engine);
  await until("the container was started anew", async () => (await restartsOf(run, pod)) > before);
  await untilReady(run, 2);
  expect((await serverPods(run)).map(({ metadata }) => metadata.name)).toContain(pod);
  expect(await askOnce(run)).toMatch(/^200 /);
});

test("a stream under way when its replica is taken away ends whole, and new requests go elsewhere", async () => {
  const words = 120;
  const stream = await startAsking(run, "stream", words);
  const [pod = ""] = await until("a replica has the stream", async () => {
    const found = Object.entries(await requestsOf(run)).find(([, running]) => running > 0);
    return found ?? false;
  });
  await run.node.kubectl.run(["-n", run.keep.serving, "delete", "pod", pod, "--wait=false"]);
  expect(await askOnce(run)).toMatch(/^200 /);
  expect(Object.keys(await requestsOf(run))).toContain(pod);
  expect(await stream.ended()).toBe(`200 ${words} whole`);
  await untilReady(run, 2);
});

test("an update of both replicas under a constant load fails no request, and opens no way", { tags: ["shows-D12"] }, async () => {
  const before = await untilReady(run, 2);
  const load = await startAsking(run, "load", 1800);
  await until(
    "the load is on",
    async () => (await run.node.kubectl.run(["get", "pod", load.pod, "-o", "jsonpath={.status.phase}"])) === "Running",
  );
  const { result: after, open } = await watchWhile(run, async () => {
    await run.node.kubectl.run(["-n", run.keep.serving, "rollout", "restart", "deployment/model-server"]);
    return until("both replicas are others", async () => {
      await podLabels(run);
      const pods = await serverPods(run);
      return !pods.some(({ metadata }) => before.includes(metadata.name)) && (await untilReady(run, 2));
    });
  });
  expect(after.filter((name) => before.includes(name))).toEqual([]);
  expect(await unexpected(run, run.stackFile(), open)).toEqual([]);
  await load.end();
  const answers = JSON.parse(await load.ended()) as Record<string, number>;
  expect(Object.keys(answers)).toEqual(["200"]);
  // The load was on before the update and after it; how much it was, the machine decides.
  expect(answers["200"]).toBeGreaterThan(10);
});
