import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelConfigs } from "../../../catalog/model-configs.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { attentionProducts } from "../../../planner/throughput/attention-products.ts";
import { activeParameters } from "../../../planner/throughput/roofline.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const tokens = fc.integer({ min: 1, max: 200_000 });

describe("products of attention over an input", () => {
  it("are those of each token with all before it, for scores and values", () => {
    expect(attentionProducts(shape("Qwen/Qwen3-32B"), 1000, 0)).toBe(64 * 1000 * 500 * 2 * 64 * 128);
    expect(attentionProducts(shape("deepseek-ai/DeepSeek-R1"), 1000, 0)).toBe(61 * 1000 * 500 * 128 * (128 + 64 + 128));
  });

  it("are the same in one reading as in two, where all is seen", () => {
    const r1 = shape("deepseek-ai/DeepSeek-R1");
    fc.assert(
      fc.property(tokens, tokens, (first, second) => {
        const apart = attentionProducts(r1, first, 0) + attentionProducts(r1, second, first);
        expect(apart / attentionProducts(r1, first + second, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("never fall with what is read or cached, and grow at most with its square, for every shape of the catalog", () => {
    for (const { repositories } of modelConfigs) {
      const of = shape(repositories[0] ?? "");
      fc.assert(
        fc.property(tokens, fc.integer({ min: 0, max: 200_000 }), (read, cached) => {
          const [one, two] = [attentionProducts(of, read, cached), attentionProducts(of, 2 * read, 2 * cached)];
          expect(one).toBeGreaterThan(0);
          expect(two).toBeGreaterThanOrEqual(2 * one * (1 - 1e-9));
          expect(two).toBeLessThanOrEqual(4 * one * (1 + 1e-9));
          expect(attentionProducts(of, read, cached + 1)).toBeGreaterThanOrEqual(one);
        }),
        { numRuns: 20 },
      );
    }
  });

  it("are more than those of the weights for a long input, and far fewer where attention is sparse", () => {
    const share = (name: string) => attentionProducts(shape(name), 100_000, 0) / (100_000 * activeParameters(shape(name)));
    expect(share("deepseek-ai/DeepSeek-R1")).toBeGreaterThan(2);
    expect(share("deepseek-ai/DeepSeek-V4-Flash")).toBeLessThan(share("deepseek-ai/DeepSeek-R1") / 3);
  });
});
