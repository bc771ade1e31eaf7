import { gpusInWords, type OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import { ownPerMillion } from "../../planner/cost/break-even.ts";
import { gpusOfNode } from "../../planner/vllm/layout.ts";
import type { Paint } from "../../terminal/paint.ts";
import { table } from "../../terminal/table.ts";
import { wrapped } from "../../terminal/wrapped.ts";
import { askedLine, staleLines } from "./plan-asked.ts";
import { hostedLines } from "./plan-hosted.ts";
import { latencyLines } from "./plan-latency.ts";
import { layoutLine, layoutSetting } from "./plan-layout.ts";
import { memoryLines } from "./plan-memory.ts";
import { ownVariantLines } from "./plan-variants.ts";
import { count } from "./quantities.ts";

/**
 * A plan for existing hardware, for a terminal, in lines of at most `width` columns.
 * @returns text that ends in a line break
 */
export function ownHardwareText(plan: OwnHardwarePlan, paint: Paint, width = 100): string {
  const { served, hardware, own, ask } = plan;
  const title = (text: string) => ["", paint("bold", text), ""];
  const lines = [
    plan.verdict,
    "",
    paint("bold", askedLine(ask)),
    `on existing nodes with ${gpusInWords(hardware)}, one replica per node; without AWS instance prices`,
    ...staleLines(plan.prices.stale),
    ...plan.remarks.map((remark) => `note: ${remark}`),
  ];
  if (served)
    lines.push(
      ...title("Nodes"),
      nodesTable(plan, served, width),
      "",
      layoutLine(served),
      ...title(`Memory of one GPU (${hardware.gpu}, ${gpusOfNode(served.layout)} of ${hardware.gpuCount} share the model)`),
      ...memoryLines(served, width),
      ...latencyLines(served, ask),
      ...(own ? [...title("Against hosted services"), ...hostedLines({ ...plan, sensitivity: [] }, { own }, width)] : []),
      ...title("Settings"),
      ...settingsLines(plan),
    );
  if (plan.variants.length > 0) lines.push(...title("The same model in other weights"), ...ownVariantLines(plan, width));
  return `${lines.flatMap((line) => wrapped(line, width)).join("\n")}\n`;
}

function nodesTable({ own, perMonth, ask }: OwnHardwarePlan, served: NonNullable<OwnHardwarePlan["served"]>, width: number): string {
  const { replicas, replicasFor, fit, throughput } = served;
  const row = [
    count(replicas),
    count(replicasFor.concurrency),
    count(replicasFor.load),
    count(fit.maxConcurrent),
    `${count(throughput.total.low)}-${count(throughput.total.high)}`,
    perMonth === undefined ? "-" : count(perMonth),
    own && ask.tokensPerDay > 0 ? ownPerMillion(own, ask.tokensPerDay).toFixed(2) : "-",
  ];
  return table(["nodes", "for concurrency", "for load", "each holds", "tok/s each", "USD/month", "USD/1M"], [row], {
    widths: [7, 11, 8, 10, 13, 9, 7],
    left: [],
    fit: width,
  });
}

function settingsLines({ settings }: OwnHardwarePlan): string[] {
  if (!settings) return [];
  const { gpus, layout, replicas, concurrent } = settings.capacity;
  return [
    "capacity:",
    `  gpus: { count: ${gpus.count}, memoryGiB: ${gpus.memoryGiB} }`,
    ...layoutSetting(layout),
    `  replicas: { min: ${replicas.min}, max: ${replicas.max} }`,
    `  concurrent: ${concurrent}`,
  ];
}
