import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { instances } from "../../../catalog/instances.ts";
import { modelConfigs } from "../../../catalog/model-configs.ts";
import { type Model, models } from "../../../catalog/models.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { asFitModel } from "../../../planner/fit-model.ts";
import { planMemory } from "../../../planner/memory/plan-memory.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { usualLayout } from "../../../planner/usual-layout.ts";
import { gpusOf, layoutWords, sameLayout } from "../../../planner/vllm/layout.ts";
import { layoutsOf } from "../../../planner/vllm/layouts.ts";

const shapes = modelConfigs.flatMap(({ repositories: [first] }) => findShape(first as string)?.shape ?? []);
const anyShape = fc.constantFrom(...shapes);
const anyReplica = fc.record({ gpus: fc.integer({ min: 1, max: 16 }), nodes: fc.integer({ min: 1, max: 3 }) });

describe("layouts", () => {
  it("take all GPUs of the replica, and memory of each can be planned", () =>
    fc.assert(
      fc.property(anyShape, anyReplica, (shape, replica) => {
        for (const layout of layoutsOf(shape, replica).legal) {
          expect(gpusOf(layout)).toBe(replica.gpus * replica.nodes);
          const plan = planMemory({ shape, gpu: { name: "H200", usableGiB: 139.81 }, settings: { ...layout, maxModelLen: 1024 } });
          expect(plan.ranks).toHaveLength(replica.nodes);
          for (const { weights } of plan.ranks) expect(Number.isFinite(weights.mid) && weights.mid > 0).toBe(true);
        }
      }),
    ));

  it("are each either run, or refused with a reason", () =>
    fc.assert(
      fc.property(anyShape, anyReplica, (shape, replica) => {
        const { legal, refused } = layoutsOf(shape, replica);
        const divisors = Array.from({ length: replica.gpus }, (_, i) => i + 1).filter((size) => replica.gpus % size === 0);
        expect(legal.length + refused.length).toBe(2 * divisors.length);
        for (const { reason } of refused) expect(reason).toMatch(/^[^.\n]+$/);
      }),
    ));

  it("have among them what a keep does by itself, for every model of the catalog on every instance that it uses whole", () => {
    const known = models.flatMap((model) => {
      const { shape } = asFitModel(model);
      return shape ? [[model, shape] as [Model, ModelShape]] : [];
    });
    expect(known.length).toBeGreaterThan(20);
    for (const [model, shape] of known)
      for (const { name, gpuCount } of instances) {
        const usual = usualLayout(model, shape, gpuCount);
        if (usual.tensorParallel < gpuCount) continue;
        const { legal } = layoutsOf(shape, { gpus: gpuCount, nodes: 1 });
        expect(
          legal.some((layout) => sameLayout(layout, usual)),
          `${model.name} on ${name}`,
        ).toBe(true);
      }
  });

  it("of R1 on eight GPUs are those of its recipe", { tags: ["layouts-of-the-recipe"] }, () => {
    const { legal } = layoutsOf(findShape("deepseek-ai/DeepSeek-R1")?.shape as ModelShape, { gpus: 8, nodes: 1 });
    expect(legal.map((layout) => layoutWords(layout))).toEqual([
      "tensor parallel over 8 GPUs",
      "tensor parallel over 8 GPUs with expert parallelism",
      "data parallel attention x 2, each over 4 GPUs, with expert parallelism",
      "data parallel attention x 4, each over 2 GPUs, with expert parallelism",
      "data parallel attention x 8 with expert parallelism",
    ]);
  });

  test.each([
    [{ gpus: 0, nodes: 1 }, "gpus is 0; accepted: a whole number of at least 1"],
    [{ gpus: 8, nodes: 1.5 }, "nodes is 1.5"],
  ])("are of no such replica: %j", (replica, message) => expect(() => layoutsOf(shapes[0] as ModelShape, replica)).toThrow(message));
});
