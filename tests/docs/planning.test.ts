import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { measuredSpeedUps } from "../../catalog/draft-acceptance.ts";
import { findGpuSpeed, type GpuSpeed } from "../../catalog/gpu-speeds.ts";
import { usableGiB } from "../../catalog/gpus.ts";
import { runPlan } from "../../cli/verbs/plan.ts";
import { compare } from "../../planner/check/compare.ts";
import { findShape } from "../../planner/check/find-shape.ts";
import { percentilesOf } from "../../planner/check/percentiles.ts";
import { readTable } from "../../planner/check/read-table.ts";
import { planMemory } from "../../planner/memory/plan-memory.ts";
import type { ModelShape } from "../../planner/model/shape.ts";
import { throughput } from "../../planner/throughput/roofline.ts";
import { speculativeThroughput } from "../../planner/throughput/speculation.ts";

const text = readFileSync("docs/planning.md", "utf8");
const prose = text.replaceAll(/\s+/g, " ");
const comparisons = readTable(readFileSync("tests/planner/fixtures/vllm-kv-cases.csv", "utf8")).map((start) => compare(start));
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

it("states the accuracy that the test finds", () => {
  const rows = percentilesOf(comparisons).filter(
    ({ family, measure }) => (family === "all but v4" || family === "v4") && (measure === "pool" || measure === "tokens"),
  );
  expect(rows).toHaveLength(3);
  for (const { family, measure, cases, median, p90, worst } of rows)
    expect(text).toContain(
      `| ${family.replace("v4", "V4")} | ${measure} | ${cases} | ${percent(median)} | ${percent(p90)} | ${percent(worst)} |`,
    );
});

it("states the speed-ups of speculative decoding that the planner comes to", () => {
  const times = measuredSpeedUps.map(({ repository, gpu, tensorParallel, method, drafted, ...load }) => {
    const shape = findShape(repository)?.shape as ModelShape;
    const { settings, perRequest } = planMemory({
      shape,
      gpu: { name: gpu, usableGiB: usableGiB(gpu) },
      settings: { tensorParallel, draft: true },
    });
    const given = [shape, settings, findGpuSpeed(gpu) as GpuSpeed, { ...load, cached: 0 }, perRequest / settings.maxModelLen] as const;
    return (throughput(...given).perToken.mid / speculativeThroughput(...given, { method, drafted }).perToken.mid).toFixed(1);
  });
  const [mtp, one, many] = measuredSpeedUps.map((measured) => measured.times);
  expect(prose).toContain(
    `V3.2 with MTP comes out at ${times[0]} times (measured ${mtp?.toFixed(1)}), V4-Flash with DSpark at ${times[1]} for one request (${one?.toFixed(1)}) and ${times[2]} for 32 (${many})`,
  );
});

it("works the published case out as the planner does", () => {
  const pool = comparisons.find(({ start }) => start.id === "7")?.pool;
  expect(prose).toContain(`${pool?.predicted.toFixed(2)} GiB are left; the log says ${pool?.observed}.`);
});

it("works the case of not self-hosting out as the command does", async () => {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await runPlan({ model: "DeepSeek-V4-Flash", context: "131072", average: "8192", concurrency: "4", tokensPerDay: "100M", json: true });
  const { winner, hosted } = JSON.parse(String(out.mock.calls[0]?.[0]));
  vi.restoreAllMocks();
  expect(prose).toContain(
    `cheapest keep is one ${winner.instance.name} at ${Math.round(winner.cost.perMonth).toLocaleString("en-US")} USD a month`,
  );
  const same = hosted
    .filter(({ api }: { api: { serves: string[] } }) => api.serves.length > 0)
    .map(({ price }: { price: number }) => price);
  expect(prose).toContain(
    `a million tokens cost ${hosted[0].breakEven.floor.toFixed(2)} USD to own, and ${Math.min(...same).toFixed(2)} to ${Math.max(...same).toFixed(2)} at hosted services`,
  );
  for (const { api, breakEven } of hosted) if (api.serves.length > 0) expect(breakEven.load).toBeNull();
});
