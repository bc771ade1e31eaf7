import { beforeAll, expect, test } from "vitest";
import { probesNamespace } from "../../charts/names.ts";
import { containersOf, type SeenContainer } from "./support/containers.ts";
import { endProbe, probePod, startProbe } from "./support/probe-job.ts";
import { type NodeRun, nodeRun, stack } from "./support/run.ts";

let run: NodeRun;
let containers: SeenContainer[];
beforeAll(async () => {
  run = await nodeRun();
  const job = await startProbe(run);
  await probePod(run, job);
  containers = [...(await containersOf(run, run.keep.serving)), ...(await containersOf(run, probesNamespace(stack)))];
  await endProbe(run, job);
});

test("every container of the keep is looked at", () => {
  expect(containers.map(({ container }) => container).sort()).toEqual([
    "front-door",
    "front-door",
    "model-server",
    "model-server",
    "probe",
  ]);
});

/** Users of the keep's containers, none of which is root. */
const users: Record<string, string> = { "model-server": "2000", "front-door": "2000", probe: "10001" };

test("each runs as its own user and group, without a capability, under seccomp, and can gain none", () => {
  for (const { pod, container, uids, gids, capabilities, noNewPrivileges, seccomp } of containers)
    expect({ pod, container, uids, gids, capabilities, noNewPrivileges, seccomp }).toEqual({
      pod,
      container,
      uids: [users[container]],
      gids: [users[container]],
      capabilities: ["0000000000000000"],
      noNewPrivileges: "1",
      seccomp: "2",
    });
});

test("each can write into its own volumes alone, its root is read-only, and no token lies in it", {
  tags: ["shows-D8", "shows-D17"],
}, () => {
  const own: Record<string, string[]> = { "model-server": ["/tmp", "/run/modelkeep", "/home/vllm"], "front-door": [], probe: [] };
  for (const { container, writable, token, rootReadOnly } of containers) {
    expect(rootReadOnly, container).toBe(true);
    expect({ container, writable }).toEqual({ container, writable: own[container] });
    expect(token, container).toBe(false);
  }
});
