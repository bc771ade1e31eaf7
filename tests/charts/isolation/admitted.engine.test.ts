import { type ChildProcess, execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { coreDnsPolicies } from "../../../charts/isolation/core-dns.ts";
import { isolation } from "../../../charts/isolation/isolation.ts";
import { namespaces } from "../../../charts/isolation/namespaces.ts";
import type { KubernetesObject } from "../../../charts/kubernetes-object.ts";
import { probes } from "../../../charts/probes/probes.ts";
import { type LeasedControlPlane, leaseControlPlane } from "../../support/cluster/control-plane.ts";
import { limits } from "../../support/limits.ts";
import { onAws, onCluster } from "../keep-specs.ts";

const root = resolve(import.meta.dirname, "../../..");
const script = readFileSync(join(root, "charts/probes/probe.py"), "utf8");
let leased: LeasedControlPlane;

interface Output {
  stdout: string;
  stderr: string;
}

function run(file: string, args: readonly string[], input = ""): Promise<Output> {
  const running = promisify(execFile)(file, args, { env: leased.env }) as Promise<Output> & { child: ChildProcess };
  running.child.stdin?.end(input);
  return running;
}
const apply = (objects: readonly KubernetesObject[], ...more: string[]) =>
  run("kubectl", ["apply", "--server-side", "-f", "-", ...more], JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));

beforeAll(async () => {
  leased = await leaseControlPlane(2);
  await run("kubectl", ["label", "nodes", "--all", "modelkeep/pool=gpu"]);
});
afterAll(() => leased.release());

const reach = { apiServer: ["172.20.0.1/32", "10.64.0.0/20"], resolvers: ["10.64.0.2/32", "169.254.169.253/32"] };
const everything = [...isolation([onAws]), ...coreDnsPolicies([onAws], reach), ...probes([onAws], script)];

test("the API server accepts every object by dry run, without a warning", async () => {
  await apply(namespaces(onAws.name));
  for (const objects of [everything, [...isolation([onCluster]), ...probes([onCluster], script)]]) {
    const { stdout, stderr } = await apply(objects, "--dry-run=server");
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toHaveLength(objects.length);
  }
});

test("applied a second time nothing has changed", async () => {
  await apply(everything);
  const version = async () =>
    (
      await run("kubectl", [
        "get",
        "networkpolicy,resourcequota,limitrange,serviceaccount",
        "-A",
        "-o",
        "jsonpath={.items[*].metadata.generation}{.items[*].spec}",
      ])
    ).stdout;
  const before = await version();
  await apply(everything);
  expect(await version()).toBe(before);
  expect(
    (await run("kubectl", ["diff", "--server-side", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: everything })))
      .stdout,
  ).toBe("");
});

test("the probe's pod is admitted to its namespace: the Job gets to run", async () => {
  await run("kubectl", [
    "-n",
    "modelkeep-demo-probes",
    "wait",
    "--for=condition=Complete",
    "job/probe",
    `--timeout=${limits.wait / 1000}s`,
  ]);
});

const secure = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  runAsUser: 10_001,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
const pod = (namespace: string, spec: object, container: object = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "hostile", namespace },
  spec: { containers: [{ name: "main", image: "registry.example.com/none", securityContext: secure, ...container }], ...spec },
});
const service = (type: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "hostile", namespace: "modelkeep-demo-serving" },
  spec: { type, selector: { app: "x" }, ports: [{ port: 8443 }] },
});
const gpu = (count: string) => ({ requests: { "nvidia.com/gpu": count }, limits: { "nvidia.com/gpu": count } });

// A quota limits nothing before its controller has taken it up, which it does late while kinds of other suites come and go.
test("every quota is in force", async () => {
  await run("kubectl", [
    "wait",
    "--all-namespaces",
    "--all",
    "resourcequota",
    "--for=jsonpath={.status.hard}",
    `--timeout=${limits.wait / 1000}s`,
  ]);
});

test("an ordinary restricted pod is admitted, so that the refusals below are about what they name", async () => {
  for (const namespace of ["modelkeep-demo-serving", "modelkeep-demo-probes"]) await apply([pod(namespace, {})], "--dry-run=server");
});

const hostile: [string, KubernetesObject, RegExp][] = [
  [
    "a pod of the host's network",
    pod("modelkeep-demo-serving", { hostNetwork: true }),
    /PodSecurity "restricted:v1\.36": .*host namespaces/s,
  ],
  [
    "a privileged pod",
    pod("modelkeep-demo-serving", {}, { securityContext: { ...secure, privileged: true, allowPrivilegeEscalation: true } }),
    /PodSecurity/,
  ],
  [
    "a pod of root among the probes",
    pod("modelkeep-demo-probes", {}, { securityContext: { ...secure, runAsNonRoot: false, runAsUser: 0 } }),
    /runAsNonRoot/,
  ],
  ["a host path", pod("modelkeep-demo-serving", { volumes: [{ name: "x", hostPath: { path: "/" } }] }), /restricted volume types/],
  [
    "a GPU among the probes",
    pod("modelkeep-demo-probes", {}, { resources: gpu("1") }),
    /exceeded quota: quota, requested: requests\.nvidia\.com\/gpu=1/,
  ],
  [
    "more GPUs than all replicas have",
    pod("modelkeep-demo-serving", {}, { resources: gpu("21") }),
    /exceeded quota: quota, requested: requests\.nvidia\.com\/gpu=21/,
  ],
  [
    "a container larger than its node",
    pod("modelkeep-demo-serving", {}, { resources: { limits: { memory: "361Gi" } } }),
    /maximum memory usage per Container is 360Gi/,
  ],
  ["a load balancer", service("LoadBalancer"), /exceeded quota: quota, requested: services\.loadbalancers=1/],
  [
    "a volume claim where weights are in the vault",
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "hostile", namespace: "modelkeep-demo-serving" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
    /exceeded quota: quota, requested: persistentvolumeclaims=1/,
  ],
];
for (const [name, object, message] of hostile)
  test(`refused: ${name}`, async () => {
    await expect(apply([object], "--dry-run=server")).rejects.toThrow(message);
  });

test("one node port is the front door's, a second is refused", async () => {
  await apply([{ ...service("NodePort"), metadata: { name: "front-door", namespace: "modelkeep-demo-serving" } }]);
  await run("kubectl", [
    "-n",
    "modelkeep-demo-serving",
    "wait",
    "resourcequota/quota",
    "--for=jsonpath={.status.used.services\\.nodeports}=1",
    `--timeout=${limits.wait / 1000}s`,
  ]);
  await expect(apply([service("NodePort")], "--dry-run=server")).rejects.toThrow(/exceeded quota: quota, requested: services\.nodeports=1/);
});
