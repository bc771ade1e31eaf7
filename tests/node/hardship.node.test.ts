import { beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { processesOf, signal } from "./support/containers.ts";
import { caller, Hardship } from "./support/hardship.ts";
import { runBeside } from "./support/run.ts";
import { engineName, restartsOf, type ServerPod, serverPods, untilPod, untilReady } from "./support/servers.ts";
import { endTurn, takeTurn } from "./support/turn.ts";

let keep: Hardship;
let pods: string[];
beforeAll(async () => {
  keep = new Hardship(await runBeside());
  await keep.prepare();
  await keep.set();
  pods = await untilReady(keep, 2);
  await keep.addCallers({ name: caller });
});

const engineOf = async (pod: string) => {
  const engine = (await processesOf(keep, engineName))[pod] ?? [];
  expect(engine.length, "an engine is found").toBeGreaterThan(0);
  return engine;
};
const podNamed = async (name: string): Promise<ServerPod> => (await serverPods(keep)).find(({ metadata }) => metadata.name === name)!;

/** What is another where a pod was touched: itself, its front door, its server, and since when it is ready. */
const standing = async (name: string) => {
  const { metadata, status } = await podNamed(name);
  const ids = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map((one) => [one.name, one.containerID]);
  return { uid: metadata.uid, ids, ready: status.conditions?.find(({ type }) => type === "Ready") };
};
const frontDoorOf = async (name: string) => (await standing(name)).ids.find(([container]) => container === "front-door");
const lastEnd = async (name: string) =>
  (await podNamed(name)).status.containerStatuses?.find((one) => one.name === "model-server")?.lastState.terminated;

test("a server that takes more than its memory ends alone, and its container is started anew", async () => {
  const [one = "", other = ""] = pods;
  const [before, frontDoor] = [await standing(other), await frontDoorOf(one)];
  const restarts = await restartsOf(keep, one);
  await takeTurn("memory");
  await signal(keep, "USR1", await engineOf(one));
  await until("the container was started anew", async () => (await restartsOf(keep, one)) > restarts);
  await endTurn("memory");
  expect((await lastEnd(one))?.reason).toBe("OOMKilled");
  await untilReady(keep, 2);
  expect(await frontDoorOf(one)).toEqual(frontDoor);
  expect(await standing(other)).toEqual(before);
  expect(await keep.asked(20)).toEqual({ "200": 20 });
});

/** How often the kubelet has found a pod's server not alive, by its words. */
async function livenessFailures(pod: string): Promise<number> {
  const events = await keep.node.kubectl.list<{ message: string; count?: number }>(
    "events",
    ...["-n", keep.keep.serving, "--field-selector", `involvedObject.name=${pod},reason=Unhealthy`],
  );
  return events
    .filter(({ message }) => /Liveness probe failed: live: no token for \d+ s, though asked for/.test(message))
    .reduce((sum, { count = 1 }) => sum + count, 0);
}

test("an engine that stays stuck is ended by the kubelet after minutes, and its container is started anew", async () => {
  const [one = "", other = ""] = pods;
  const [before, frontDoor] = [await standing(other), await frontDoorOf(one)];
  const restarts = await restartsOf(keep, one);
  await signal(keep, "STOP", await engineOf(one));
  await untilPod(keep, one, false);
  await until("all requests go to the other one", async () => (await keep.asked(20))["200"] === 20);
  // Minutes each: until so long no token came that it counts, until that was seen often enough, and the end.
  for (const times of [1, 4]) await until(`it was found stuck ${times} times`, async () => (await livenessFailures(one)) >= times);
  expect(await restartsOf(keep, one)).toBe(restarts);
  await until("the container was started anew", async () => (await restartsOf(keep, one)) > restarts);
  await untilReady(keep, 2);
  expect(await frontDoorOf(one)).toEqual(frontDoor);
  expect(await standing(other)).toEqual(before);
  expect(await keep.asked(20)).toEqual({ "200": 20 });
});
