import { createHash } from "node:crypto";
import { sample } from "fast-check";
import { describe, expect, test } from "vitest";
import { lockfileText } from "../../../../charts/weights/lockfile.ts";
import { anyLockfile } from "../../../charts/weights/any-lockfile.ts";
import type { Edit, Inputs } from "../../holes/edit.ts";
import { reportOf } from "../reported.ts";

const r1 = "r1-distill-32b";
const server = (inputs: Record<string, unknown>) =>
  (inputs as { spec: { template: { spec: { containers: { image: string; args: string[] }[] } } } }).spec.template.spec;

/** Puts a lockfile where a server's loader reads it, with the digest that the loader is told. */
function publish(program: Edit, name: string, text: string, digest = createHash("sha256").update(text).digest("hex")) {
  const pod = program.inputs(`${program.serving}/${name}`, "Deployment")["spec"].template.spec;
  const { configMap } = pod.volumes.find((volume: Inputs) => volume["name"] === "weights-lockfile");
  program.inputs(`${program.serving}/${configMap.name}`, "ConfigMap")["data"] = { "lockfile.json": text };
  const { args } = pod.initContainers.find((one: Inputs) => one["name"] === "weights-loader");
  args[args.indexOf("--lockfile-sha256") + 1] = digest;
}

describe("images", () => {
  test("are those of the workloads, by digest, with the release that their source or the catalog says", async () => {
    const { images } = (await reportOf(r1)).inventory;
    expect(images.map(({ version, versionFrom, usedBy }) => [version, versionFrom, usedBy])).toEqual([
      ["1.39.2", "the catalog, by digest: docker.io/envoyproxy/envoy:distroless-v1.39.2", ["Deployment/model-server: front-door"]],
      [
        "0.33.0",
        "the tag of its source, docker.io/vllm/vllm-openai:v0.33.0",
        ["CronJob/probe: probe", "Deployment/model-server: model-server", "Deployment/model-server: weights-loader", "Job/probe: probe"],
      ],
    ]);
    for (const { digest } of images) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("without a digest are told, and one whose release nothing says has none", { tags: ["image-without-digest-told"] }, async () => {
    const report = await reportOf("on-prem", (program) => {
      const { containers } = server(program.inputs("modelkeep-on-prem-serving/model-server", "Deployment"));
      for (const container of containers)
        if (container.args.some((one) => one.startsWith("--uds"))) container.image = "registry.example.com/vllm:nightly";
    });
    expect(report.inventory.images).toContainEqual({
      reference: "registry.example.com/vllm:nightly",
      digest: null,
      version: null,
      versionFrom: null,
      usedBy: ["Deployment/model-server: model-server"],
    });
    expect(report.risks.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["An image is not named by digest", "The release of the model server is unknown"]),
    );
    expect(report.advisories.entries.every(({ state }) => state === "may concern")).toBe(true);
  });
});

describe("weights", () => {
  test("without a lockfile are not locked, which is an open risk", async () => {
    const report = await reportOf(r1);
    expect(report.inventory.models).toEqual([
      {
        key: "model-server",
        version: "current",
        model: "DeepSeek-R1-Distill-Qwen-32B",
        servedAs: "DeepSeek-R1-Distill-Qwen-32B",
        contextTokens: 65536,
        serves: true,
        workload: "Deployment/model-server",
        replicas: 2,
        hardware: expect.stringMatching(
          /^\d x nvidia\.com\/gpu, \d+m? CPU, \d+Mi of memory on a node with modelkeep\/pool=gpu \(gpu-pool\); not validated on a GPU by this project$/,
        ),
        clients: [
          { name: "support-bot", from: "arn:aws:iam::444455556666:root", address: "https://r1-distill-32b.modelkeep.internal:443" },
          {
            name: "contract-review",
            from: "arn:aws:iam::777788889999:role/contract-review",
            address: "https://r1-distill-32b.modelkeep.internal:443",
          },
        ],
        repository: "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
        license: expect.any(String),
        lock: null,
      },
    ]);
    expect(report.risks.map(({ title }) => title)).toContain("No weights are locked yet");
  });

  test("are those of the lockfile, file by file", { tags: ["lockfile-of-its-own-loader"] }, async () => {
    const [any] = sample(anyLockfile, { numRuns: 1, seed: 7 });
    const lockfile = { ...any!, model: "DeepSeek-R1-Distill-Qwen-32B" };
    const report = await reportOf(r1, (program) => publish(program, "model-server", lockfileText(lockfile)));
    const { commit, license } = lockfile.source;
    const [model] = report.inventory.models;
    expect(model).toMatchObject({ license, lock: { commit, files: expect.arrayContaining([lockfile.files[0]]) } });
    expect(model?.lock?.bytes).toBe(lockfile.files.reduce((sum, { size }) => sum + size, 0));
    expect(report.risks.map(({ title }) => title)).not.toContain("No weights are locked yet");
    const other = await reportOf(r1, (program) => publish(program, "model-server", lockfileText({ ...lockfile, model: "Another-Model" })));
    expect(other.inventory.models[0]?.lock).toBeNull();
    const unpinned = await reportOf(r1, (program) => publish(program, "model-server", lockfileText(lockfile), "00".repeat(32)));
    expect(unpinned.inventory.models[0]?.lock).toBeNull();
  });
});

test("versions are the cluster's, the add-ons' and the node images', pinned or not", async () => {
  const { versions } = (await reportOf(r1)).inventory;
  expect(versions[0]).toEqual({ name: "Kubernetes (EKS)", version: "1.36", note: "standard support ends on 2027-08-02" });
  expect(versions.map(({ name }) => name)).toEqual(expect.arrayContaining(["add-on vpc-cni", "add-on coredns"]));
  expect(versions.filter(({ name }) => name.startsWith("node image")).map(({ version }) => version)).toEqual([null, null]);
});
