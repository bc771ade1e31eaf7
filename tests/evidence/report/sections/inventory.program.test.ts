import { sample } from "fast-check";
import { describe, expect, test } from "vitest";
import { lockfileText } from "../../../../charts/weights/lockfile.ts";
import { anyLockfile } from "../../../charts/weights/any-lockfile.ts";
import { reportOf } from "../reported.ts";

const r1 = "r1-distill-32b";
const server = (inputs: Record<string, unknown>) =>
  (inputs as { spec: { template: { spec: { containers: { image: string; args: string[] }[] } } } }).spec.template.spec;

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
      expect.arrayContaining(["An image is not named by digest", "The release of the model server is not known"]),
    );
    expect(report.advisories.entries.every(({ state }) => state === "may concern")).toBe(true);
  });
});

describe("weights", () => {
  test("without a lockfile are not locked, which is an open risk", async () => {
    const report = await reportOf(r1);
    expect(report.inventory.weights).toMatchObject({
      model: "DeepSeek-R1-Distill-Qwen-32B",
      repository: "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
      lock: null,
    });
    expect(report.risks.map(({ title }) => title)).toContain("No weights are locked yet");
  });

  test("are those of the lockfile, file by file", async () => {
    const [any] = sample(anyLockfile, { numRuns: 1, seed: 7 });
    const lockfile = { ...any!, model: "DeepSeek-R1-Distill-Qwen-32B" };
    const report = await reportOf(r1, (program) => {
      program.add("kubernetes:core/v1:ConfigMap", "published", {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "published", namespace: "modelkeep-r1-distill-32b-serving" },
        data: { "lockfile.json": lockfileText(lockfile) },
      });
    });
    const { commit, license } = lockfile.source;
    expect(report.inventory.weights).toMatchObject({ license, lock: { commit, files: expect.arrayContaining([lockfile.files[0]]) } });
    expect(report.inventory.weights?.lock?.bytes).toBe(lockfile.files.reduce((sum, { size }) => sum + size, 0));
    expect(report.risks.map(({ title }) => title)).not.toContain("No weights are locked yet");
  });
});

test("versions are the cluster's, the add-ons' and the node images', pinned or not", async () => {
  const { versions } = (await reportOf(r1)).inventory;
  expect(versions[0]).toEqual({ name: "Kubernetes (EKS)", version: "1.36", note: "standard support ends on 2027-08-02" });
  expect(versions.map(({ name }) => name)).toEqual(expect.arrayContaining(["add-on vpc-cni", "add-on coredns"]));
  expect(versions.filter(({ name }) => name.startsWith("node image")).map(({ version }) => version)).toEqual([null, null]);
});
