import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installLeaderWorkerSet } from "../../charts/inference/leader-worker-set-crd.ts";
import { everything } from "../../support/everything.ts";
import { until } from "../../support/until.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { keepOnCluster, type Run } from "./keep-on-cluster.ts";
import { prepared } from "./prepared.ts";
import { fieldOf, ofDeployment, ofGroups, refused, type SecondOwner } from "./second-owners.ts";

const root = resolve(import.meta.dirname, "../../..");
const example = (stack: string) => readFileSync(`${root}/examples/Pulumi.${stack}.yaml`, "utf8");
const up = ["up", "--yes", "--skip-preview"];
const done = ({ code, said }: Run) => expect(code, said).toBe(0);

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster(3);
  await cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await cluster.kubectl(["label", "node", "--all", "node-pool=gpu"]);
  await installLeaderWorkerSet(cluster);
});
afterAll(() => cluster.down());

/** Without a controller of LeaderWorkerSet the test says in its place that the groups are there. */
async function groupsAvailable(serving: string[]): Promise<void> {
  const groups = "leaderworkersets.leaderworkerset.x-k8s.io/model-server";
  await until("the groups are there", () => cluster.kubectl([...serving, "get", groups]));
  const condition = { type: "Available", status: "True", reason: "Ready", message: "ready", lastTransitionTime: new Date().toISOString() };
  const status = JSON.stringify({ status: { conditions: [condition] } });
  await cluster.kubectl([...serving, "patch", groups, "--subresource=status", "--type=merge", "-p", status]);
}

/** A landing tries one kind of pods: what writes to the others differs by the name of the object. */
const kinds = [
  { name: "pods of a Deployment", stack: "laptop", source: example("laptop"), owners: ofDeployment, whileUp: async () => {} },
  {
    name: "groups over several nodes",
    stack: "on-prem",
    source: example("on-prem").replace(/^( *)gpus: .*/m, "$&\n$1nodesPerReplica: 2"),
    owners: ofGroups,
    whileUp: groupsAvailable,
  },
];

describe.each(everything ? kinds : kinds.slice(0, 1))("a keep of $name", ({ stack, source, owners, whileUp }) => {
  const keep = keepOnCluster(() => cluster, stack);
  const namespace = `modelkeep-${stack}-serving`;
  const serving = ["-n", namespace];
  const seen = new Map<SecondOwner, { before: string; written: string }>();
  afterAll(async () => {
    await keep.run(source, "destroy", "--yes", "--skip-preview");
    keep.close();
  });

  test("is written to by others", async () => {
    const first = keep.run(source, ...up);
    await whileUp(serving);
    done(await first);
    for (const owner of owners) seen.set(owner, await fieldOf(cluster, namespace, owner).write());
    for (const [{ writer }, { before, written }] of seen) expect(written, writer).not.toBe(before);
  });

  test("is left alone by an update that changes nothing", async () => {
    done(await keep.run(source, ...up, "--expect-no-changes"));
    for (const owner of owners) expect(await fieldOf(cluster, namespace, owner).read(), owner.writer).toBe(seen.get(owner)!.written);
  });

  test("is as the settings say after an update that looks at the cluster, and keeps what is not theirs", async () => {
    done(await keep.run(source, ...up, "--refresh"));
    for (const owner of owners) {
      const { before, written } = seen.get(owner)!;
      const now = await fieldOf(cluster, namespace, owner).read();
      expect({ writer: owner.writer, now }).toEqual({ writer: owner.writer, now: owner.outcome === "leaves it" ? written : before });
    }
  });

  test("has nothing to update any more", async () => done(await keep.run(source, ...up, "--refresh", "--expect-no-changes")));

  if (stack === "laptop") {
    test("refuses a field that another tool has taken, by name, until kubectl has written the old value", async () => {
      const field = fieldOf(cluster, namespace, refused);
      const { before } = await field.write();
      const { code, said } = await keep.run(source, ...up, "--refresh");
      expect(code, said).not.toBe(0);
      expect(said).toContain("modelkeep-laptop-serving/grant-notebook");
      expect(said).toContain('conflict with "dashboard" using networking.k8s.io/v1: .spec.ingress');
      const back = JSON.stringify([{ op: "replace", path: "/spec/ingress/0/ports/0/port", value: Number(before) }]);
      await cluster.kubectl([...serving, "patch", "networkpolicy/grant-notebook", "--type=json", "-p", back]);
      done(await keep.run(source.replace("concurrent: 1", "concurrent: 2").replace("namespace: default", "namespace: other"), ...up));
      expect(await field.read()).toBe(before);
    });

    test("an image from elsewhere is refused at once, by the keep's own admission policy", async () => {
      const elsewhere = `model-server=docker.io/other/vllm@sha256:${"1".repeat(64)}`;
      await expect(cluster.kubectl([...serving, "set", "image", "deployment/model-server", elsewhere])).rejects.toThrow(
        "modelkeep-laptop-image-digest",
      );
    });
  }
});
