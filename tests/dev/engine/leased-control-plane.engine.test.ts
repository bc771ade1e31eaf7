import { expect, test } from "vitest";
import { startCluster, type TestCluster } from "../../infra/kubernetes/cluster.ts";
import { prepared } from "../../infra/kubernetes/prepared.ts";

// What tests share must be as new for each of them, or one that fails makes others fail.

const lines = async ({ kubectl }: TestCluster, ...args: string[]) => (await kubectl(args)).split("\n").sort();
const everything = (cluster: TestCluster) =>
  lines(cluster, "get", "namespaces,crds,pv,runtimeclasses,validatingadmissionpolicies,clusterroles,priorityclasses", "-o", "name");
const pods =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: default}\nspec:\n  replicas: 3\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: example.com/web}]}\n";
const port = ["create", "service", "nodeport", "web", "--tcp=80", "--node-port=30443"];

test("a control plane that was given back is as new: nothing of the last test is there, and what it took away is", async () => {
  const first = await startCluster(2);
  const before = await everything(first);
  await first.kubectl(["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: prepared }));
  await first.kubectl(["create", "namespace", "left-behind"]);
  await first.kubectl(["label", "node", "--all", "left=behind"]);
  await first.kubectl(["apply", "-f", "-"], pods);
  await first.kubectl(["delete", "clusterrole", "view"]);
  await first.kubectl(port);
  await first.kubectl(["rollout", "status", "deployment/web"]);
  // A finalizer that nobody serves would keep the object for ever.
  await first.kubectl(["patch", "deployment", "web", "--type=merge", "-p", '{"metadata":{"finalizers":["example.com/kept"]}}']);
  expect(await everything(first)).not.toEqual(before);
  await first.down();

  const second = await startCluster(3);
  expect(await everything(second)).toEqual(before);
  expect(await second.kubectl(["get", "nodes", "-o", "jsonpath={.items[*].metadata.labels.left}"])).toBe("");
  expect(await lines(second, "get", "nodes", "-o", "name")).toHaveLength(3);
  expect(await second.kubectl(["get", "deployments,pods", "-A", "-o", "name"])).toBe("");
  expect(await second.kubectl([...port, "--dry-run=server"])).toContain("created");
  // It is not only empty, it works.
  await second.kubectl(["apply", "-f", "-"], pods);
  await second.kubectl(["rollout", "status", "deployment/web"]);
  await second.down();
});

test("two at the same time have one each", async () => {
  const [one, other] = await Promise.all([startCluster(1), startCluster(1)]);
  await one.kubectl(["create", "namespace", "mine"]);
  expect(one.kubeconfig).not.toBe(other.kubeconfig);
  expect(await other.kubectl(["get", "namespaces", "-o", "name"])).not.toContain("namespace/mine");
  await Promise.all([one.down(), other.down()]);
});
