import { expect, test } from "vitest";
import { vllmArguments } from "../../../charts/inference/vllm-arguments.ts";
import { keepPhases } from "../../../charts/keep.ts";
import { chartTexts } from "../../../infra/kubernetes/chart-texts.ts";
import { existingKeepSpecs } from "../../../infra/kubernetes/existing-keep-spec.ts";
import { type Edit, existing, put } from "../settings/good-settings.ts";
import { parsedOnCluster } from "../settings/parsed.ts";

function specOf(...edits: Edit[]) {
  return existingKeepSpecs(parsedOnCluster(existing(...edits)), () => undefined)[0];
}
const kindsOf = (spec: ReturnType<typeof specOf>) =>
  keepPhases([spec], chartTexts()).flatMap(({ objects }) => objects.map(({ kind }) => kind));

const r1 = [put("model.name", "DeepSeek-R1"), put("capacity.gpus", { count: 8, memoryGiB: 80 }), put("capacity.nodesPerReplica", 2)];

test("a replica of two nodes is planned as a pipeline over them, tensor parallelism within each", {
  tags: ["two-nodes-as-pipeline"],
}, () => {
  const spec = specOf(...r1);
  expect(spec.hardware).toMatchObject({ gpus: 8, nodes: 2, tensorParallel: 8 });
  expect(vllmArguments(spec, "leader")).toEqual(
    expect.arrayContaining(["--tensor-parallel-size=8", "--pipeline-parallel-size=2", "--nnodes=2", "--node-rank=0"]),
  );
  expect(kindsOf(spec)).toContain("LeaderWorkerSet");
  expect(kindsOf(spec)).not.toContain("Deployment");
});

test("a replica is one node unless the settings say otherwise", () => {
  const spec = specOf();
  expect(spec.hardware.nodes).toBe(1);
  expect(kindsOf(spec)).toContain("Deployment");
  expect(kindsOf(spec)).not.toContain("LeaderWorkerSet");
});

test("a toleration with a value is for that value, and one without for any", { tags: ["toleration-operator"] }, () => {
  const tolerations = [
    { key: "gpu" },
    { key: "gpu", value: "a", effect: "NoSchedule" },
    { key: "gpu", operator: "Equal", value: "b" },
    { key: "gpu", operator: "Exists" },
  ];
  expect(specOf(put("target.tolerations", tolerations)).placement.tolerations).toEqual([
    { key: "gpu", operator: "Exists" },
    { key: "gpu", operator: "Equal", value: "a", effect: "NoSchedule" },
    { key: "gpu", operator: "Equal", value: "b" },
    { key: "gpu", operator: "Exists" },
  ]);
});
