import { describe, expect, it, test } from "vitest";
import { findGpuSpeed, type GpuSpeed } from "../../../catalog/gpu-speeds.ts";
import { findModel, type Model } from "../../../catalog/models.ts";
import { comparedLayouts, measuredDataParallel, measuredThroughput } from "../../../catalog/throughput.ts";
import { findShape } from "../../../planner/check/find-shape.ts";
import { planMemory } from "../../../planner/memory/plan-memory.ts";
import type { ModelShape } from "../../../planner/model/shape.ts";
import { exactly } from "../../../planner/range.ts";
import { activeParameters, throughput } from "../../../planner/throughput/roofline.ts";
import type { AskedSettings } from "../../../planner/vllm/settings.ts";

const shape = (name: string) => findShape(name)?.shape as ModelShape;
const h200 = findGpuSpeed("H200") as GpuSpeed;
const speed = (
  name: string,
  load: Partial<Parameters<typeof throughput>[3]> = {},
  settings: AskedSettings = { tensorParallel: 8 },
  gpu: Pick<GpuSpeed, "bandwidthGBs" | "denseTflops16"> = h200,
) => {
  const plan = planMemory({ shape: shape(name), gpu: { name: "H200", usableGiB: 139.81 }, settings });
  return throughput(
    shape(name),
    plan.settings,
    gpu,
    { concurrent: 1, inputTokens: 1024, outputTokens: 512, cached: 0, ...load },
    plan.perRequest / plan.settings.maxModelLen,
  );
};

describe("a roofline", () => {
  test.each(measuredThroughput)(
    "holds what was measured: $repository, $concurrent at once",
    ({ repository, tensorParallel, gpu, outputTokensPerSecond, ...load }) => {
      const { output } = speed(repository, load, { tensorParallel }, gpu);
      expect(output.low).toBeLessThan(outputTokensPerSecond);
      expect(output.high).toBeGreaterThan(outputTokensPerSecond);
      expect(Math.abs(output.mid / outputTokensPerSecond - 1)).toBeLessThan(0.2);
      expect(output.why).not.toBe("");
    },
  );

  test.each(measuredDataParallel)(
    "holds what was measured of data parallel attention: $repository, $dataParallel ranks",
    ({ repository, tensorParallel, dataParallel = 1, gpu, outputTokensPerSecond, ...load }) => {
      const { output } = speed(repository, load, { tensorParallel, dataParallel, expertParallel: true }, gpu);
      expect(output.low).toBeLessThan(outputTokensPerSecond);
      expect(output.high).toBeGreaterThan(outputTokensPerSecond);
    },
  );

  test.each(comparedLayouts)(
    "tells two layouts of $repository apart as the same test did, to 20%",
    { tags: ["roofline-of-data-parallel"] },
    ({ repository, gpu, tensorParallel, dataParallel, ...load }) => {
      const { output: tensor } = speed(repository, load, { tensorParallel: tensorParallel.ranks }, gpu);
      const { output: data } = speed(repository, load, { dataParallel: dataParallel.ranks, expertParallel: true }, gpu);
      const measured = dataParallel.outputTokensPerSecond / tensorParallel.outputTokensPerSecond;
      expect(Math.abs(data.mid / tensor.mid / measured - 1)).toBeLessThan(0.2);
    },
  );

  it("reads one request on the GPUs of its rank, and many on all", () => {
    const of = (settings: AskedSettings) => speed("deepseek-ai/DeepSeek-R1", { concurrent: 8, inputTokens: 8192 }, settings);
    const [tensor, data] = [of({ tensorParallel: 8 }), of({ dataParallel: 8, expertParallel: true })];
    expect(data.firstToken.mid).toBeGreaterThan(2 * tensor.firstToken.mid);
    expect(data.output.mid).toBeGreaterThan(tensor.output.mid / 2);
  });

  test.each(["DeepSeek-R1", "DeepSeek-V4-Flash", "DeepSeek-V4-Pro", "DeepSeek-R1-Distill-Qwen-32B"])(
    "%s: the parameters that a token is multiplied with, to 15%%",
    (name) => {
      const active = (findModel(name) as Model).parameters.active ?? 0;
      expect(Math.abs(activeParameters(shape(name)) / active - 1)).toBeLessThan(0.15);
    },
  );

  it("gives more tokens in all and fewer to each as more are served at once", () => {
    const [few, many] = [speed("deepseek-ai/DeepSeek-R1", { concurrent: 4 }), speed("deepseek-ai/DeepSeek-R1", { concurrent: 64 })];
    expect(many.output.mid).toBeGreaterThan(few.output.mid);
    expect(many.perRequest.mid).toBeLessThan(few.perRequest.mid);
  });

  it("gives a token in a step, and later where the input of others is read in between", { tags: ["time-per-token-under-load"] }, () => {
    const [one, many] = [speed("Qwen/Qwen3-32B"), speed("Qwen/Qwen3-32B", { concurrent: 32 })];
    expect(one.perToken).toEqual(one.step);
    expect(many.perToken.mid).toBeCloseTo(many.step.mid + (many.firstToken.mid * 31) / 512, 12);
    // A request's life and the output of all say the same of a server that is never idle.
    expect((32 * 512) / (many.firstToken.mid + 512 * many.perToken.mid)).toBeCloseTo(many.output.mid, 6);
  });

  it("reads a cached prefix sooner, and a longer input later", () => {
    const first = (load: object) => speed("deepseek-ai/DeepSeek-R1", load).firstToken.mid;
    expect(first({ inputTokens: 16_384, cached: 0.9 })).toBeLessThan(first({ inputTokens: 16_384 }));
    expect(first({ inputTokens: 16_384 })).toBeGreaterThan(first({}));
  });

  it("reads an input twice as long in more than twice the time, because attention grows with its square", {
    tags: ["attention-over-input"],
  }, () => {
    const first = (inputTokens: number) => speed("deepseek-ai/DeepSeek-R1", { inputTokens }).firstToken.mid;
    expect(first(65_536) / first(32_768)).toBeGreaterThan(3);
  });

  it("is a range in every number", () => {
    const { tokensPerStep, ...ranges } = speed("Qwen/Qwen3-32B");
    expect(tokensPerStep).toEqual(exactly(1));
    for (const range of Object.values(ranges)) expect(range.low < range.mid && range.mid < range.high).toBe(true);
  });
});
