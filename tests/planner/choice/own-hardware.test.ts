import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findInstance, type Instance } from "../../../catalog/instances.ts";
import { findModel, type Model } from "../../../catalog/models.ts";
import { type Candidate, weigh } from "../../../planner/choice/candidate.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { type OwnHardware, planOwnHardware } from "../../../planner/choice/own-hardware.ts";
import { ownPerMonth } from "../../../planner/cost/break-even.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { seconds, tokensPerDay, usd } from "../../../planner/units.ts";
import { usualAsk } from "./usual-ask.ts";

const today = new Date("2026-11-29");
const h200: OwnHardware = { gpu: "H200", gpuCount: 8, nodePerMonth: usd(19_000) };
const r1 = { model: findModel("DeepSeek-R1") as Model };
const plan = (change: Partial<ChoiceAsk> = {}, hardware: Partial<OwnHardware> = {}) =>
  planOwnHardware({ ...usualAsk, ...change }, { ...h200, ...hardware }, catalogPrices, today);

describe("a plan for hardware that is there already", () => {
  it("serves as the instance of AWS with the same GPUs does, at a price of its own", { tags: ["own-hardware-serves-alike"] }, () => {
    const busy = { ...r1, concurrent: 100, tokensPerDay: tokensPerDay(500e6) };
    const own = plan(busy);
    const aws = weigh({ ...usualAsk, ...busy }, findInstance("p5en.48xlarge") as Instance, "on-demand", catalogPrices) as Candidate;
    expect([own.served?.replicas, own.served?.fit, own.served?.throughput]).toEqual([aws.replicas, aws.fit, aws.throughput]);
    expect(own.perMonth).toBe(aws.replicas * 19_000);
    expect(own.perMonth).toBe(ownPerMonth(own.own as NonNullable<typeof own.own>, tokensPerDay(500e6)));
  });

  it("breaks even where its nodes cost what a hosted service does, whatever the hours", { tags: ["own-hardware-breaks-even"] }, () => {
    const { hosted, own } = plan(r1);
    const same = hosted.find(({ api }) => api.serves.includes("DeepSeek-R1"));
    const load = same?.breakEven.load as NonNullable<typeof same>["breakEven"]["load"];
    expect(ownPerMonth(own as NonNullable<typeof own>, load as never)).toBeCloseTo(
      ((load ?? 0) / 1e6) * (same?.price ?? 0) * (365 / 12),
      4,
    );
    expect(plan({ ...r1, hoursPerDay: 12 }).own?.replicaPerMonth).toBe(19_000);
    expect(plan({ ...r1, hoursPerDay: 12 }).own?.replicaTokensPerDay).toBeCloseTo((own?.replicaTokensPerDay ?? 0) / 2, 3);
  });

  it("asks of the settings no more requests than they find room for by the memory of a GPU alone", () => {
    const small = { model: findModel("DeepSeek-R1-Distill-Qwen-1.5B") as Model, contextTokens: 65_536, concurrent: 1000 };
    const { served, settings, remarks } = plan(small, { gpu: "A10G", gpuCount: 2 });
    expect([served?.replicas, served?.fit.maxConcurrent, settings?.capacity]).toEqual([
      53,
      19,
      { gpus: { count: 2, memoryGiB: 22.4 }, replicas: { min: 53, max: 53 }, concurrent: 18 },
    ]);
    expect(remarks).toEqual([
      "settings have only the GPU's 22.4 GiB, of which they assume 98% to be usable: they allow 18 requests per replica, not 19",
    ]);
    const tight = plan({ contextTokens: 65_536, concurrent: 1 }, { gpu: "L40S", gpuCount: 2 });
    expect([tight.served?.fit.fits, tight.remarks]).toEqual([true, [expect.stringContaining("a preview rejects them")]]);
  });

  it("gives no verdict on cost where no cost is known, but all else", () => {
    const { verdict, own, perMonth, hosted, served } = plan({ ...r1, concurrent: 100 }, { nodePerMonth: null });
    expect(verdict).toBe(`${served?.replicas} nodes of 8 H200 are enough. No verdict on cost: --usd-month sets the cost of a node.`);
    expect([own, perMonth, hosted]).toEqual([undefined, undefined, []]);
    expect(plan(r1, { nodePerMonth: null }).verdict).toMatch(/^One node of 8 H200 is enough\./);
  });

  it("says why it does not do", () => {
    const tooSmall = plan(r1, { gpu: "H100" });
    expect(tooSmall.verdict).toBe(
      "8 H100 do not serve DeepSeek-R1 with 32,768 tokens of context: the weights are 641.3 GiB, and its 8 H100 have 632.8 GiB.",
    );
    expect([tooSmall.served, tooSmall.settings]).toEqual([undefined, undefined]);
    expect(plan({ latency: { perToken: seconds(0.001) } }, { gpu: "L4", gpuCount: 8 }).verdict).toMatch(
      /^8 L4 do not serve .*: a single request takes, for each token, \d+ ms; the goal is 1\.0 ms\.$/,
    );
  });

  it("remarks on GPUs that are idle, and on those that a recipe was not run on", () => {
    const model = findModel("DeepSeek-R1-Distill-Qwen-7B") as Model;
    expect(plan({ model }, { gpu: "L4" }).remarks).toEqual(["4 of 8 GPUs are idle, because attention heads divide by 4"]);
    expect(plan({ model: findModel("DeepSeek-V4-Flash") as Model }, { gpu: "H100" }).remarks).toEqual([
      "its recipe was not run on H100; it names H200, B200, B300, RTX PRO 6000: test whether its kernels run there",
    ]);
  });

  it("becomes the capacity of a keep on a cluster", () => {
    expect(plan({ ...r1, concurrent: 30 }).settings?.capacity).toEqual({
      gpus: { count: 8, memoryGiB: 141 },
      layout: { tensorParallel: 1, dataParallel: 8, expertParallel: true },
      replicas: { min: 1, max: 1 },
      concurrent: 30,
    });
    expect(plan({ ...r1, concurrent: 30, layout: "usual" }).settings?.capacity).toEqual({
      gpus: { count: 8, memoryGiB: 141 },
      replicas: { min: 2, max: 2 },
      concurrent: 15,
    });
  });

  it("takes no fewer nodes, and costs no less, for more", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 2e9 }),
        fc.integer({ min: 1, max: 5e4 }),
        (concurrent, load, cost) => {
          const of = (more: number) =>
            plan({ ...r1, concurrent: concurrent * more, tokensPerDay: tokensPerDay(load * more) }, { nodePerMonth: usd(cost) });
          const [one, two] = [of(1), of(2)];
          expect(two.served?.replicas).toBeGreaterThanOrEqual(one.served?.replicas ?? 0);
          expect(two.perMonth).toBeGreaterThanOrEqual(one.perMonth ?? 0);
          expect(one.perMonth).toBe((one.served?.replicas ?? 0) * cost);
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each([
    [{ gpuCount: 0 }, "count is 0; accepted: a whole number of GPUs of at least 1"],
    [{ gpuCount: 1.5 }, "count is 1.5"],
    [{ nodePerMonth: usd(0) }, "usd-month is 0; accepted: a number of USD above 0"],
    [{ nodePerMonth: usd(Number.NaN) }, "usd-month is NaN"],
  ])("does not take %j", (hardware, message) => expect(() => plan({}, hardware)).toThrow(message));
});
