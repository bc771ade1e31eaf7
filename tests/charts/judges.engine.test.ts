import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { engineEnvironment } from "../../engine/pulumi/engine.ts";
import { manifestText } from "../../render/manifest-text.ts";
import { writeInto } from "../../render/out-folder.ts";
import { startCluster, type TestCluster } from "../infra/kubernetes/cluster.ts";
import { prepared } from "../infra/kubernetes/prepared.ts";
import { until } from "../support/until.ts";
import { installLeaderWorkerSet } from "./inference/leader-worker-set-crd.ts";
import { documents } from "./judges/documents.ts";
import { type Finding, needless, unexcepted } from "./judges/finding.ts";
import { edited, type JudgedKeep, judgedKeeps, withPodsOfGroups } from "./judges/keeps.ts";
import { exceptions, findings } from "./judges/kube-score.ts";
import { schemasOf, schemaTemplate } from "./judges/openapi-schemas.ts";

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "modelkeep-judges-"));
let keeps: Map<string, JudgedKeep>;
let cluster: TestCluster;

/** Runs a judge over some text, and gives what it printed, whatever it thinks. */
function judge(program: string, args: readonly string[], input = ""): Promise<{ code: number; out: string }> {
  const env = engineEnvironment(cluster.engine, process.env);
  return new Promise((done, failed) => {
    const child = execFile(program, args, { env, maxBuffer: 2 ** 26 }, (error, out) => {
      if (error && typeof error.code !== "number") failed(error);
      else done({ code: (error?.code as number | undefined) ?? 0, out });
    });
    child.stdin?.end(input);
  });
}

/** What the API server says of its kinds; it takes a moment until those of a new definition are among them. */
async function publishedSchemas() {
  return until("the API server publishes LeaderWorkerSet", async () => {
    const said = await cluster.kubectl(["get", "--raw", "/openapi/v2"]);
    return said.includes('"kind":"LeaderWorkerSet"') && JSON.parse(said);
  });
}

beforeAll(async () => {
  cluster = await startCluster(1);
  keeps = await judgedKeeps(root);
  for (const [keep, { files }] of keeps) if (files) await writeInto(join(work, keep), files, false);
  await cluster.kubectl(["apply", "-f", "-"], documents(prepared as KubernetesObject[]));
  await installLeaderWorkerSet(cluster);
  const objects = [...keeps.values()].flatMap((keep) => keep.objects);
  const places = objects.filter(({ kind }) => kind === "Namespace");
  await cluster.kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], documents(places));
  const kinds = new Set(objects.map(({ kind }) => kind));
  mkdirSync(join(work, "schemas"));
  for (const [name, text] of schemasOf(await publishedSchemas(), kinds)) {
    writeFileSync(join(work, "schemas", name), text);
  }
});
afterAll(async () => {
  await cluster.down();
  rmSync(work, { recursive: true });
});

const laptop = () => keeps.get("laptop")!;

it("judges examples of both targets, and replicas of two nodes", () => {
  expect([...keeps.keys()]).toEqual(expect.arrayContaining(["laptop", "on-prem", "r1-distill-32b", "replicas of two nodes"]));
});

describe("kubeconform, by the schemas of the API server", () => {
  // cert-manager's kind is a stand-in without a schema here.
  const conform = async (objects: readonly KubernetesObject[]) => {
    const args = [
      "-strict",
      "-output",
      "json",
      "-summary",
      "-skip",
      "Certificate",
      "-schema-location",
      join(work, "schemas", schemaTemplate),
      "-",
    ];
    const { out } = await judge("kubeconform", args, objects.map(manifestText).join("---\n"));
    return JSON.parse(out) as { resources: { msg: string }[]; summary: { valid: number; skipped: number } };
  };

  it("finds every object of every keep valid", async () => {
    for (const [keep, { objects }] of keeps) {
      const { resources, summary } = await conform(objects);
      expect(resources, keep).toEqual([]);
      expect(summary.valid, keep).toBe(objects.filter(({ kind }) => kind !== "Certificate").length);
    }
  });

  it("knows the fields of a LeaderWorkerSet by the definition of its release", async () => {
    const { objects } = keeps.get("replicas of two nodes")!;
    const set = structuredClone(objects.find(({ kind }) => kind === "LeaderWorkerSet")!) as unknown as { spec: Record<string, unknown> };
    set.spec["rolloutStrategy"] = { type: "RollingUpdate", rollingUpdate: {} };
    const { resources } = await conform([set as unknown as KubernetesObject]);
    expect(resources.map(({ msg }) => msg).join()).toContain("rollingUpdate");
  });

  it("finds a field that does not exist, and a value of the wrong type", async () => {
    const misspelt = await conform(edited(laptop(), (container) => (container["readyProbe"] = container["readinessProbe"])));
    expect(misspelt.resources.map(({ msg }) => msg).join()).toContain("readyProbe");
    const mistyped = await conform(edited(laptop(), (container) => (container["args"] = { model: "x" })));
    expect(mistyped.resources).toHaveLength(1);
  });
});

describe("the API server, strict and dry", () => {
  const dryRun = (input: string) =>
    cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", "-"], input);

  it("takes every object of every keep", async () => {
    for (const { objects } of keeps.values()) expect((await dryRun(documents(objects))).split("\n")).toHaveLength(objects.length);
  });

  it("takes what the real kustomize makes of a rendering, which is every object in its order", async () => {
    for (const [keep, { objects, files }] of keeps) {
      if (!files) continue;
      const said = await dryRun(await cluster.kubectl(["kustomize", join(work, keep)]));
      expect(said.split("\n").map((line) => line.split(" ")[0]!.split("/")[1])).toEqual(objects.map(({ metadata }) => metadata.name));
    }
  });

  it("reads files of a rendering as the very objects", async () => {
    const { objects } = keeps.get("on-prem")!;
    const folders = await cluster.kubectl(
      ["create", "--dry-run=client", "--validate=false", "-o", "json", "-f", "-"],
      objects.map(manifestText).join("---\n"),
    );
    expect(JSON.parse(folders.startsWith("{") ? `[${folders.replaceAll(/^}\n{/gm, "},\n{")}]` : folders)).toEqual(objects);
  });

  it("refuses a field that does not exist", async () => {
    await expect(dryRun(documents(edited(laptop(), (container) => (container["readyProbe"] = {}))))).rejects.toThrow("readyProbe");
  });
});

describe("kube-score", () => {
  const score = async (objects: readonly KubernetesObject[]): Promise<Finding[]> =>
    findings(
      JSON.parse((await judge("kube-score", ["score", "--kubernetes-version", "v1.36", "-o", "json", "-"], documents(objects))).out),
    );

  it("has nothing to say but what is excepted, with a reason, and every exception is needed", async () => {
    const all = (await Promise.all([...keeps.values()].map(({ objects }) => score(withPodsOfGroups(objects))))).flat();
    expect(unexcepted(all, exceptions)).toEqual([]);
    expect(needless(all, exceptions)).toEqual([]);
  });

  it.each<[string, string, (container: Record<string, unknown>) => void]>([
    ["a privileged server", "container-security-context-privileged", (container) => (container["securityContext"] = { privileged: true })],
    ["a writable root", "container-security-context-readonlyrootfilesystem", (container) => (container["securityContext"] = {})],
    ["no limits", "container-resources", (container) => delete container["resources"]],
    ["an image by no fixed name", "container-image-tag", (container) => (container["image"] = "registry.example/vllm:latest")],
  ])("finds %s", async (_, check, change) => {
    const found = unexcepted(await score(edited(laptop(), change)), exceptions);
    expect(found.map((finding) => finding.check)).toContain(check);
  });
});
