import { resolve } from "node:path";
import { expect, test } from "vitest";
import { openWorkspace } from "../../engine/pulumi/workspace.ts";
import { startCluster } from "../infra/kubernetes/cluster.ts";
import { judgedOverState } from "../support/judged-over-state.ts";

test("the real CLI tells groups from resources: those of a program are judged by what is in them, those of the SDK are unknown", async () => {
  const cluster = await startCluster(1);
  const root = resolve("tests/fixtures/foreign-groups");
  const workspace = await openWorkspace({ engine: cluster.engine, root, stack: "dev", env: { KUBECONFIG: cluster.kubeconfig } });
  const { code, events } = await judgedOverState(workspace).finally(async () => {
    await workspace.close();
    await cluster.down();
  });
  expect(code).not.toBe(0);
  const of = (rule: string) => events.filter(({ policy }) => policy === rule).map(({ urn }) => urn.split("::").at(-1)!.split(":").at(-1));
  expect(of("stack-known-types").sort()).toEqual(["chart", "default", "new", "old"]);
  // Each ConfigMap has a field that no rule knows, whoever made it.
  const objects = ["apps/from-chart", "apps/from-new", "apps/from-old", "plain-inside", "with-provider-inside", "with-providers-inside"];
  expect(of("kubernetes-object-known-fields").sort()).toEqual(objects);
});
