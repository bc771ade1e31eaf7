import { type ChildProcess, execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepared } from "../infra/kubernetes/prepared.ts";
import { type LeasedControlPlane, leaseControlPlane } from "../support/cluster/control-plane.ts";
import { limits } from "../support/limits.ts";
import { until } from "../support/until.ts";
import { clonedFolder, followPage } from "./followed-page.ts";

const root = resolve(import.meta.dirname, "../..");
const page = "docs/existing-cluster.md";
let leased: LeasedControlPlane;
let clone: string;

interface Output {
  stdout: string;
  stderr: string;
}

function run(file: string, args: readonly string[], { input = "", cwd = root, env = leased.env } = {}): Promise<Output> {
  const options = { env, cwd, maxBuffer: 2 ** 28 };
  const running = promisify(execFile)(file, args, options) as Promise<Output> & { child: ChildProcess };
  running.child.stdin?.end(input);
  return running;
}

/** Pods of the cluster's own, as any cluster has them: an agent that enforces, and DNS. */
const system = (kind: string, name: string, app: string) => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name, namespace: "kube-system" },
  spec: {
    selector: { matchLabels: { "k8s-app": app } },
    template: {
      metadata: { labels: { "k8s-app": app } },
      spec: { containers: [{ name: "main", image: "registry.example.com/none" }] },
    },
  },
});
const dns = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "kube-dns", namespace: "kube-system" },
  spec: { clusterIP: "10.0.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", port: 53, protocol: "UDP" }] },
};

/** What a reader fills in here: certificates from secrets, and an authority each, by openssl. */
const fills = {
  settings: "sed -i 's/^    certificates: .*/    certificates: {kind: secrets}/' examples/Pulumi.mine.yaml",
  certificates: [
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=front-door -keyout server.key -out server.crt 2>openssl.log",
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=clients -keyout clients.key -out ca.pem 2>>openssl.log",
  ].join("\n"),
};

beforeAll(async () => {
  leased = await leaseControlPlane(3);
  clone = clonedFolder();
  const items = [...prepared, system("DaemonSet", "calico-node", "calico-node"), system("Deployment", "coredns", "kube-dns"), dns];
  await run("kubectl", ["apply", "-f", "-"], { input: JSON.stringify({ apiVersion: "v1", kind: "List", items }) });
  await run("kubectl", ["label", "node", "--all", "node-pool=gpu"]);
  for (const what of ["daemonset/calico-node", "deployment/coredns"])
    await run("kubectl", ["-n", "kube-system", "rollout", "status", what, `--timeout=${limits.wait / 1000}s`]);
  await until("DNS has its endpoints", async () => {
    const { stdout } = await run("kubectl", [
      "-n",
      "kube-system",
      "get",
      "endpointslices",
      "-o",
      "jsonpath={.items[*].endpoints[*].addresses}",
    ]);
    return stdout !== "";
  });
});
afterAll(async () => {
  rmSync(clone, { recursive: true });
  await leased.release();
});

test("the page is followed word for word, from the example to nothing left", { tags: ["page-existing-cluster"] }, async () => {
  const said = await followPage(page, clone, fills, leased.env);
  expect([...said.keys()]).toEqual(["copy", "settings", "look", "certificates", "secrets", "up", "verdict", "down"]);
  const [, , look, , secrets, up, verdict, down] = said.values();
  expect(look).toMatch(/Verdict/);
  expect(look).toMatch(/^Stack mine: nothing is known to fail \(0 fail, 1 undecided/m);
  expect(secrets).toMatch(/secret\/front-door-client-ca created/);
  expect(up).toMatch(/\d+ created/);
  expect(verdict).toMatch(/"verdict": ?"closed"/);
  expect(down).toMatch(/\d+ deleted/);
  const { stdout: left } = await run("kubectl", ["get", "namespaces,validatingadmissionpolicies", "-o", "name"]);
  expect(left).not.toContain("modelkeep");
  const { stdout: volumes } = await run("kubectl", ["get", "pv", "-o", "name"]);
  expect(volumes).toContain("persistentvolume/r1-distill-qwen-32b");
});
