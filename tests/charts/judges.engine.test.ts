import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepPhases } from "../../charts/keep.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { manifestText } from "../../cli/render/manifest-text.ts";
import { writeInto } from "../../cli/render/out-folder.ts";
import { renderedFiles } from "../../cli/render/rendered-files.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { engineEnvironment } from "../../engine/pulumi/engine.ts";
import { listStacks } from "../../engine/stack/stacks.ts";
import { chartTexts } from "../../infra/kubernetes/chart-texts.ts";
import { startCluster, type TestCluster } from "../infra/kubernetes/cluster.ts";
import { prepared } from "../infra/kubernetes/prepared.ts";
import { client, onAws } from "./inference/keep-specs.ts";
import { documents, excepted, exceptions, type Finding, findings } from "./judges/kube-score.ts";
import { schemasOf, schemaTemplate } from "./judges/openapi-schemas.ts";

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "modelkeep-judges-"));
const keeps = new Map<string, readonly KubernetesObject[]>();
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

/** Every example with Kubernetes objects, rendered, and a keep on EKS whose client comes over PrivateLink. */
async function renderAll() {
  for (const stack of await listStacks(root)) {
    const { files, objects } = renderedFiles(await previewInProcess({ root, stack }), "kustomize");
    if (objects.length === 0) continue;
    keeps.set(stack, objects as readonly KubernetesObject[]);
    await writeInto(join(work, stack), files, false);
  }
  const outside = { ...client("partner"), workload: undefined, privateLink: { principal: "arn:aws:iam::444455556666:role/partner" } };
  const onEks = { ...onAws, clients: [...onAws.clients, outside] };
  keeps.set(
    "a keep on EKS",
    keepPhases(onEks, chartTexts()).flatMap(({ objects }) => objects),
  );
}

beforeAll(async () => {
  cluster = await startCluster(1);
  await renderAll();
  await cluster.kubectl(["apply", "-f", "-"], documents(prepared as KubernetesObject[]));
  const places = [...keeps.values()].flat().filter(({ kind }) => kind === "Namespace");
  await cluster.kubectl(["apply", "--server-side", "--force-conflicts", "-f", "-"], documents(places));
  const kinds = new Set([...keeps.values()].flat().map(({ kind }) => kind));
  mkdirSync(join(work, "schemas"));
  for (const [name, text] of schemasOf(JSON.parse(await cluster.kubectl(["get", "--raw", "/openapi/v2"])), kinds)) {
    writeFileSync(join(work, "schemas", name), text);
  }
});
afterAll(async () => {
  await cluster.down();
  rmSync(work, { recursive: true });
});

/** What a hostile or careless edit does to a keep's Deployment. */
function edited(change: (container: Record<string, unknown>) => void): KubernetesObject[] {
  const objects = structuredClone([...keeps.get("laptop")!]);
  const { spec } = objects.find(({ kind }) => kind === "Deployment")! as unknown as {
    spec: { template: { spec: { containers: Record<string, unknown>[] } } };
  };
  change(spec.template.spec.containers[0]!);
  return objects;
}

it("judges both examples on a cluster that exists, and a keep on EKS", () => {
  expect([...keeps.keys()]).toEqual(expect.arrayContaining(["laptop", "on-prem", "a keep on EKS"]));
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
    for (const [keep, objects] of keeps) {
      const { resources, summary } = await conform(objects);
      expect(resources, keep).toEqual([]);
      expect(summary.valid, keep).toBe(objects.filter(({ kind }) => kind !== "Certificate").length);
    }
  });

  it("finds a field that does not exist, and a value of the wrong type", async () => {
    const misspelt = await conform(edited((container) => (container["readyProbe"] = container["readinessProbe"])));
    expect(misspelt.resources.map(({ msg }) => msg).join()).toContain("readyProbe");
    const mistyped = await conform(edited((container) => (container["args"] = { model: "x" })));
    expect(mistyped.resources).toHaveLength(1);
  });
});

describe("the API server, strict and dry", () => {
  const dryRun = (input: string) =>
    cluster.kubectl(["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", "-"], input);

  it("takes every object of every keep", async () => {
    for (const objects of keeps.values()) expect((await dryRun(documents(objects))).split("\n")).toHaveLength(objects.length);
  });

  it("takes what the real kustomize makes of a rendering, which is every object in its order", async () => {
    for (const [keep, objects] of keeps) {
      if (keep === "a keep on EKS") continue;
      const said = await dryRun(await cluster.kubectl(["kustomize", join(work, keep)]));
      expect(said.split("\n").map((line) => line.split(" ")[0]!.split("/")[1])).toEqual(objects.map(({ metadata }) => metadata.name));
    }
  });

  it("reads files of a rendering as the very objects", async () => {
    const objects = keeps.get("on-prem")!;
    const folders = await cluster.kubectl(
      ["create", "--dry-run=client", "--validate=false", "-o", "json", "-f", "-"],
      objects.map(manifestText).join("---\n"),
    );
    expect(JSON.parse(folders.startsWith("{") ? `[${folders.replaceAll(/^}\n{/gm, "},\n{")}]` : folders)).toEqual(objects);
  });

  it("refuses a field that does not exist", async () => {
    await expect(dryRun(documents(edited((container) => (container["readyProbe"] = {}))))).rejects.toThrow("readyProbe");
  });
});

describe("kube-score", () => {
  const score = async (objects: readonly KubernetesObject[]): Promise<Finding[]> =>
    findings(
      JSON.parse((await judge("kube-score", ["score", "--kubernetes-version", "v1.36", "-o", "json", "-"], documents(objects))).out),
    );

  it("has nothing to say but what is excepted, with a reason, and every exception is needed", async () => {
    const all = (await Promise.all([...keeps.values()].map(score))).flat();
    expect(all.filter((finding) => !exceptions.some((exception) => excepted(finding, exception)))).toEqual([]);
    expect(exceptions.filter((exception) => !all.some((finding) => excepted(finding, exception)))).toEqual([]);
  });

  it.each<[string, string, (container: Record<string, unknown>) => void]>([
    ["a privileged server", "container-security-context-privileged", (container) => (container["securityContext"] = { privileged: true })],
    ["a writable root", "container-security-context-readonlyrootfilesystem", (container) => (container["securityContext"] = {})],
    ["no limits", "container-resources", (container) => delete container["resources"]],
    ["an image by no fixed name", "container-image-tag", (container) => (container["image"] = "registry.example/vllm:latest")],
  ])("finds %s", async (_, check, change) => {
    const found = (await score(edited(change))).filter((finding) => !exceptions.some((exception) => excepted(finding, exception)));
    expect(found.map((finding) => finding.check)).toContain(check);
  });
});
