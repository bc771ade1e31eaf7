import { beforeAll, expect, test } from "vitest";
import { probesNamespace } from "../../charts/names.ts";
import type { Applied } from "../../dev/sandbox/kubectl.ts";
import { probeLine, startProbe } from "./support/probe-job.ts";
import { type NodeRun, nodeRun, stack } from "./support/run.ts";

let run: NodeRun;
beforeAll(async () => {
  run = await nodeRun();
});

test("with the policies the probe says closed, without them open, and with them closed again", { tags: ["shows-D2"] }, async () => {
  // That of `pulumi up`, which waited for it.
  expect(run.keep.outputs()["probe"]).toMatchObject({ verdict: "closed" });
  const policies = (
    await Promise.all(
      [run.keep.serving, probesNamespace(stack)].map((name) => run.node.kubectl.list<Applied>("networkpolicies", "-n", name)),
    )
  ).flat();
  expect(policies.length).toBeGreaterThan(3);
  for (const { metadata } of policies) await run.node.kubectl.run(["-n", metadata.namespace!, "delete", "networkpolicy", metadata.name]);
  const open = await probeLine(run, await startProbe(run));
  await run.node.kubectl.apply(
    ...policies.map(
      ({ metadata: { name, namespace, labels }, ...rest }) => ({ ...rest, metadata: { name, namespace, labels } }) as Applied,
    ),
  );
  expect(open.verdict).toBe("open");
  expect(open.open).toEqual(expect.arrayContaining(["front door", "front door, each replica"]));
  expect((await probeLine(run, await startProbe(run))).verdict).toBe("closed");
});
