import { afterAll, beforeAll, expect, test } from "vitest";
import type { Applied } from "../../dev/sandbox/kubectl.ts";
import { pythonPod } from "../../dev/sandbox/python-pod.ts";
import { everything } from "../support/everything.ts";
import { until } from "../support/until.ts";
import { caller, Hardship } from "./support/hardship.ts";
import { serverPods, untilReady } from "./support/servers.ts";
import { type SmallNode, smallNode } from "./support/small-node.ts";
import { endTurn, takeTurn } from "./support/turn.ts";

/** Memory in GiB that pods may ask for, room for one server; and that they have before the kernel ends a process. */
const memory = { allocatable: 6, sharp: 7 } as const;
/** What a pod takes that makes memory short, in MiB: more than pods may ask for, with little else; less than they have. */
const takenMiB = 6400;

let small: SmallNode;
let keep: Hardship;
beforeAll(async () => {
  if (!everything) return;
  small = await smallNode(memory.allocatable, memory.sharp);
  keep = new Hardship(small.run);
  await keep.prepare();
  await keep.set(1);
  await untilReady(keep, 1);
  // Asks for what it takes, or it might be evicted with the one that does not.
  await keep.addCallers({ name: caller, memory: "64Mi" });
});
afterAll(() => small?.down());

const taker = (): Applied =>
  pythonPod({
    name: "taker",
    image: keep.images.python,
    run: ["-c", `import signal; held = [b"x" * (16 << 20) for _ in range(${takenMiB / 16})]; signal.pause()`],
  });

const isShort = async () =>
  (await keep.node.kubectl.run(["get", "nodes", "-o", 'jsonpath={.items[0].status.conditions[?(@.type=="MemoryPressure")].status}'])) ===
  "True";

test("where a node runs short of memory, a pod ends that takes what it did not ask for, and the server goes on untouched", async (context) => {
  context.skip(!everything, "a node of its own: npm run test:all tries it");
  const { kubectl } = keep.node;
  const standing = async () =>
    (await serverPods(keep)).map(({ metadata: { uid }, status: { conditions, initContainerStatuses, containerStatuses } }) => ({
      uid,
      containers: [...(initContainerStatuses ?? []), ...(containerStatuses ?? [])].map(({ name, containerID }) => [name, containerID]),
      ready: conditions?.find(({ type }) => type === "Ready"),
    }));
  const before = await standing();
  expect(before).toHaveLength(1);
  const spec = await kubectl.run([
    ...["-n", keep.keep.serving, "get", "pods", "-o"],
    "jsonpath={.items[0].status.qosClass} {.items[0].spec.priority}",
  ]);
  expect(spec).toBe("Guaranteed 1000000");
  await takeTurn("memory");
  await kubectl.apply(taker());
  await until("the node says that memory is short", isShort);
  const evicted = await until("the pod has ended", async () => {
    const { status } = await kubectl.get<{ status: { phase: string; reason?: string; message?: string } }>("pod", "taker");
    return status.phase === "Failed" && status;
  });
  await endTurn("memory");
  expect(evicted).toMatchObject({ reason: "Evicted", message: expect.stringContaining("low on resource: memory") });
  expect(await keep.asked(20)).toEqual({ "200": 20 });
  expect(await standing()).toEqual(before);
});
