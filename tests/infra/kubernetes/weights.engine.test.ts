import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "../../support/limits.ts";
import { startCluster, type TestCluster } from "./cluster.ts";
import { changed, keepOnCluster, leftovers } from "./keep-on-cluster.ts";
import { volume } from "./prepared.ts";

const laptop = readFileSync(join(resolve(import.meta.dirname, "../../.."), "examples/Pulumi.laptop.yaml"), "utf8");
const serving = "modelkeep-laptop-serving";
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster(2);
  const storageClass = (name: string, volumeBindingMode: string) => ({
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name },
    provisioner: "kubernetes.io/no-provisioner",
    volumeBindingMode,
    reclaimPolicy: "Retain",
  });
  await apply(
    storageClass("late", "WaitForFirstConsumer"),
    storageClass("at-once", "Immediate"),
    ...["late-1", "late-2"].map((name) => volume(name, "ReadOnlyMany", "late")),
    volume("at-once-1", "ReadOnlyMany", "at-once"),
    volume("theirs", "ReadOnlyMany"),
  );
});
afterAll(() => cluster.down());

const apply = (...items: object[]) => cluster.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items }));

/** The laptop's stack file with its weights elsewhere. */
function weights(setting: string): string {
  const edited = laptop.replace(/weights: \{.*\}/, `weights: ${setting}`);
  expect(edited).not.toBe(laptop);
  return edited;
}

/** Claims of the serving namespace, each as its phase and its volume. */
async function claims(): Promise<string[]> {
  const format = '-o=jsonpath={range .items[*]}{.status.phase} {.spec.volumeName}{"\\n"}{end}';
  return (await cluster.kubectl(["-n", serving, "get", "persistentvolumeclaims", format])).split("\n");
}

describe("of a storage class whose volumes are bound when a pod comes", () => {
  const source = weights("{ kind: storage-class, storageClass: late }");
  const keep = keepOnCluster(() => cluster, "laptop");
  afterAll(() => keep.close());

  test("the keep goes up on a claim of its own", async () => {
    const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await claims()).toEqual([expect.stringMatching(/^Bound late-[12]$/)]);
  });

  test("a second update shows no change", async () => {
    const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(code, said).toBe(0);
  });

  test("a larger model gets a larger claim before the first one goes", async () => {
    const [before] = await claims();
    const larger = source.replace("Qwen-1.5B", "Qwen-7B");
    const { code, said } = await keep.run(larger, "up", "--yes", "--skip-preview", "--json");
    expect(code, said.slice(-4000)).toBe(0);
    expect(changed(said).map((line) => line.replace(/weights-\w+/, "weights"))).toEqual([
      `kubernetes:apps/v1:Deployment ${serving}/model-server update`,
      `kubernetes:core/v1:PersistentVolumeClaim ${serving}/weights create`,
      `kubernetes:core/v1:PersistentVolumeClaim ${serving}/weights delete`,
    ]);
    const after = await claims();
    expect(after).toEqual([expect.stringMatching(/^Bound late-[12]$/)]);
    expect(after).not.toEqual([before]);
  });

  test("it moves to a class whose volumes are bound at once", async () => {
    const { code, said } = await keep.run(weights("{ kind: storage-class, storageClass: at-once }"), "up", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await claims()).toEqual(["Bound at-once-1"]);
  });

  test("it is destroyed with nothing left, and the volumes stay", async () => {
    const { code, said } = await keep.run(source, "destroy", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await leftovers(cluster)).toBe("");
    expect((await cluster.kubectl(["get", "persistentvolumes", "-o", "name"])).split("\n")).toHaveLength(4);
  });
});

describe("on a claim that somebody else has made", () => {
  const source = weights("{ kind: claim, claim: theirs }");
  const keep = keepOnCluster(() => cluster, "laptop");
  const uid = () => cluster.kubectl(["-n", serving, "get", "persistentvolumeclaim", "theirs", "-o", "jsonpath={.metadata.uid}"]);
  afterAll(() => keep.close());

  test("the keep goes up in the namespace that is there, and leaves the claim as it is", async () => {
    await apply(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: serving } },
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "theirs", namespace: serving },
        spec: { storageClassName: "", volumeName: "theirs", accessModes: ["ReadOnlyMany"], resources: { requests: { storage: "10Gi" } } },
      },
    );
    const before = await uid();
    const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview", "--json");
    expect(code, said.slice(-4000)).toBe(0);
    expect(changed(said).filter((line) => line.includes("PersistentVolumeClaim"))).toEqual([]);
    expect(changed(said)).toContain(`kubernetes:apps/v1:Deployment ${serving}/model-server create`);
    expect([await claims(), await uid()]).toEqual([["Bound theirs"], before]);
  });

  test("a second update shows no change", async () => {
    const { code, said } = await keep.run(source, "up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(code, said).toBe(0);
  });

  test("it is destroyed with nothing left, and the volume stays", async () => {
    const { code, said } = await keep.run(source, "destroy", "--yes", "--skip-preview");
    expect(code, said).toBe(0);
    expect(await leftovers(cluster)).toBe("");
    expect(await cluster.kubectl(["get", "persistentvolume", "theirs", "-o", "jsonpath={.status.phase}"])).toBe("Released");
  });

  test("the volume can be claimed again as the documentation says how", async () => {
    await cluster.kubectl(["patch", "pv", "theirs", "--type", "json", "-p", '[{"op": "remove", "path": "/spec/claimRef"}]']);
    await cluster.kubectl(["wait", "pv/theirs", "--for=jsonpath={.status.phase}=Available", `--timeout=${limits.wait / 1000}s`]);
  });
});
