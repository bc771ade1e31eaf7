import { type ChildProcess, execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { parseSnapshot } from "../../../doctor/snapshot.ts";
import { put } from "../../infra/settings/good-settings.ts";
import { type LeasedControlPlane, leaseControlPlane } from "../../support/cluster/control-plane.ts";
import { limits } from "../../support/limits.ts";
import { until } from "../../support/until.ts";
import { variantFolder } from "../../support/variant-folder.ts";
import { settingsFor } from "../clusters.ts";

const cli = resolve(import.meta.dirname, "../../../cli/main.ts");
let leased: LeasedControlPlane;
let folder: string;
let project: string;

interface Output {
  stdout: string;
  stderr: string;
}

async function run(file: string, args: readonly string[], input = ""): Promise<Output & { status: number }> {
  const running = promisify(execFile)(file, args, { env: { ...leased.env, NO_COLOR: "1" } }) as Promise<Output> & { child: ChildProcess };
  running.child.stdin?.end(input);
  return running.then(
    (output) => ({ ...output, status: 0 }),
    (error: Output & { code: number }) => ({ stdout: error.stdout, stderr: error.stderr, status: error.code }),
  );
}
const doctor = (...args: readonly string[]) => run(process.execPath, [cli, "doctor", "-C", project, "--stack", "mine", ...args]);

const workload = (kind: string, name: string, labels: object, port?: number) => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name, namespace: "kube-system" },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: "main",
            image: "registry.example.com/none",
            env: [{ name: "PASSWORD", value: "s3cr3t-value" }],
            ...(port === undefined ? {} : { ports: [{ name: "dns", containerPort: port, protocol: "UDP" }] }),
          },
        ],
      },
    },
  },
});

/** What a cluster has that a keep needs: an agent that enforces, DNS, a volume with weights. */
const cluster = [
  workload("DaemonSet", "calico-node", { "k8s-app": "calico-node" }),
  workload("Deployment", "coredns", { "k8s-app": "kube-dns" }, 53),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "kube-dns", namespace: "kube-system" },
    spec: { clusterIP: "10.0.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", port: 53, protocol: "UDP" }] },
  },
  {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "weights" },
    spec: {
      accessModes: ["ReadOnlyMany"],
      capacity: { storage: "200Gi" },
      persistentVolumeReclaimPolicy: "Retain",
      nfs: { server: "files.example.com", path: "/weights" },
    },
  },
];

beforeAll(async () => {
  leased = await leaseControlPlane(2);
  folder = mkdtempSync(join(tmpdir(), "modelkeep-doctor-"));
  const settings = settingsFor("talos", put("target.platform", "other"), put("target.context", undefined), put("certificates", undefined));
  project = variantFolder("mine", stringify({ config: { "modelkeep:keep": settings } }));
});
afterAll(async () => {
  for (const one of [folder, project]) rmSync(one, { recursive: true });
  await leased.release();
});

describe("a real API server", { tags: ["doctor-live"] }, () => {
  test("an empty cluster: what is missing is missing, and what cannot be told is undecided", async () => {
    const { stdout, status, stderr } = await doctor("--json");
    expect(stderr).toBe("");
    expect(status).toBe(1);
    const found = JSON.parse(stdout).findings.map(({ state, about }: { state: string; about: string }) => `${state} ${about}`);
    expect(found).toEqual([
      "fails dns",
      "fails weights of model-server",
      "undecided network policies",
      "undecided pod security",
      "undecided secrets",
      "works version",
      "works admission policies",
      "works users",
      "works rules of others",
      "works nodes of model-server",
      "works runtime class of model-server",
      "works platform",
    ]);
  });

  test("with what a keep needs nothing fails, live and from its record alike", async () => {
    const { stderr } = await run("kubectl", ["apply", "-f", "-"], JSON.stringify({ apiVersion: "v1", kind: "List", items: cluster }));
    expect(stderr).toBe("");
    for (const what of ["daemonset/calico-node", "deployment/coredns"])
      await run("kubectl", ["-n", "kube-system", "rollout", "status", what, `--timeout=${limits.wait / 1000}s`]);
    await until("the volume is available and DNS has its endpoints", async () => {
      const volume = await run("kubectl", ["get", "pv", "weights", "-o", "jsonpath={.status.phase}"]);
      const slices = await run("kubectl", [
        "-n",
        "kube-system",
        "get",
        "endpointslices",
        "-o",
        "jsonpath={.items[*].endpoints[*].addresses}",
      ]);
      return volume.stdout === "Available" && slices.stdout !== "";
    });
    const file = join(folder, "record.json");
    const live = await doctor("--record", file);
    expect(live.stdout).toMatch(/^Stack mine: nothing is known to fail \(0 fail, 1 undecided/);
    expect(live.status).toBe(0);
    expect(await doctor("--snapshot", file)).toEqual(live);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain("s3cr3t-value");
    expect(text).not.toContain("files.example.com");
    expect(parseSnapshot(text).nodes).toMatchObject({ read: [{ name: "node-0" }, { name: "node-1" }] });
    expect(statSync(file).size).toBeLessThan(20_000);
  });

  test("it changed nothing", async () => {
    const { stdout } = await run("kubectl", ["get", "namespace", "kube-system", "-o", "jsonpath={.metadata.labels}"]);
    expect(stdout).not.toContain("pod-security");
  });
});
