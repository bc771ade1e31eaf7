import { beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { matrixText, type Tried, tryAll } from "./support/matrix.ts";
import { wrongWays } from "./support/promised-ways.ts";
import { type NodeRun, nodeRun } from "./support/run.ts";
import { untilReady } from "./support/servers.ts";

let run: NodeRun;
beforeAll(async () => {
  run = await nodeRun();
  await untilReady(run, 2);
});

async function expectMatrix(stackFile: string) {
  const tried = await tryAll(run);
  console.log(matrixText(tried));
  expect(await wrongWays(run, stackFile, tried.ways)).toEqual({ bySettings: [], byReport: [] });
  return tried;
}

const toServer = ({ ways }: Tried, client: string) =>
  ways.filter(({ from, to, port, open }) => from === `default/${client}` && to.startsWith(run.keep.serving) && port === 8443 && open);

test("pulumi up without a client closes its way, and its alone", { tags: ["shows-D2"] }, async () => {
  expect(toServer(await tryAll(run), "crawler")).toHaveLength(2);
  const changes = { clients: ["notebook"] };
  await run.up(changes);
  await untilReady(run, 2);
  const tried = await expectMatrix(run.stackFile(changes));
  expect(toServer(tried, "crawler")).toEqual([]);
  expect(toServer(tried, "notebook")).toHaveLength(2);
});

test("pulumi destroy leaves nothing of the keep but the volume, and pulumi up makes it again", async () => {
  await run.destroy();
  const kinds = "namespaces,validatingadmissionpolicies,validatingadmissionpolicybindings,clusterroles,clusterrolebindings,priorityclasses";
  const left = async () =>
    (await run.node.kubectl.run(["get", kinds, "-o", "name"])).split("\n").filter((name) => name.includes(`modelkeep-${run.keep.name}-`));
  expect(await left()).toEqual([]);
  expect(
    await run.node.kubectl.run([
      "get",
      "networkpolicies,pods,secrets,services",
      "-A",
      "-o",
      "name",
      "-l",
      `app.kubernetes.io/part-of=modelkeep,app.kubernetes.io/instance=${run.keep.name}`,
    ]),
  ).toBe("");
  // As docs/existing-cluster.md says: a volume that was kept is claimed again once its last claim is forgotten.
  await until(
    "the volume is released",
    async () => (await run.node.kubectl.run(["get", "pv", "weights", "-o", "jsonpath={.status.phase}"])) === "Released",
  );
  await run.node.kubectl.run(["patch", "pv", "weights", "--type", "json", "-p", '[{"op": "remove", "path": "/spec/claimRef"}]']);
  expect(await run.up()).toContain("closed");
  await untilReady(run, 2);
  await expectMatrix(run.stackFile());
});
