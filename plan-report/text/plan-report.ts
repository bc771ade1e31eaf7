import type { Candidate } from "../../planner/choice/candidate.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { isSavingsPlan } from "../../planner/cost/prices.ts";
import type { ColdStartOptions } from "../../planner/start-up/cold-start.ts";
import { gpusOfNode } from "../../planner/vllm/layout.ts";
import type { Paint } from "../../terminal/paint.ts";
import { table } from "../../terminal/table.ts";
import { wrapped } from "../../terminal/wrapped.ts";
import { askedLine, staleLines } from "./plan-asked.ts";
import { leanTable, rankedTable, rejectedLines } from "./plan-candidates.ts";
import { hostedLines } from "./plan-hosted.ts";
import { latencyLines } from "./plan-latency.ts";
import { layoutLine, layoutSetting } from "./plan-layout.ts";
import { memoryLines } from "./plan-memory.ts";
import { variantLines } from "./plan-variants.ts";
import { waysTable } from "./plan-ways.ts";
import { count, duration, span } from "./quantities.ts";

const unpricedLine =
  "Savings Plans and spot are not included: the catalog has no prices for them (use --buy with --prices for yours; spot needs two replicas or more)";

/**
 * A plan for a terminal, in lines of at most `width` columns. Numbers are never cut: a table gets wider than that if necessary.
 * @returns text that ends in a line break
 */
export function planText(report: PlanReport, paint: Paint, width = 100): string {
  const { ask, winner, prices, choice } = report;
  const title = (text: string) => ["", paint("bold", text), ""];
  const lines = [
    report.verdict,
    "",
    paint("bold", askedLine(ask)),
    `prices in ${prices.currency}: ${prices.basis}`,
    ...staleLines(prices.stale),
    ...(choice.ranked.some(({ purchase }) => purchase === "spot" || isSavingsPlan(purchase)) ? [] : [unpricedLine]),
    ...title("What fits, cheapest first"),
    ...(winner
      ? [rankedTable(report, winner, width), "", layoutLine(winner), `on such GPUs: ${report.validation}`]
      : ["nothing in the catalog"]),
    ...title("What does not fit"),
    ...rejectedLines(report),
  ];
  if (winner) {
    lines.push(
      ...title(`Memory of one GPU (${winner.instance.gpu}, ${gpusOfNode(winner.layout)} of ${winner.instance.gpuCount} share the model)`),
      ...memoryLines(winner, width),
      ...latencyLines(winner, ask),
      ...title("Monthly bill"),
      ...billLines(winner, width),
      ...title("Purchase options"),
      waysTable(report, width),
      ...title("Against hosted services"),
      ...hostedLines(report, winner, width),
      ...title(
        `Start-up of a replica: ${duration(report.start?.total.mid ?? 0)} (${span(report.start?.total ?? { low: 0, mid: 0, high: 0, why: "" }, duration)})`,
      ),
      ...startLines(report, width),
      ...title("Settings"),
      ...settingsLines(report),
    );
  }
  if (report.variants.length > 0) lines.push(...title("The same model in other weights"), ...variantLines(report, width));
  if (report.lean.length > 0) lines.push(...title("Smaller models on one GPU"), leanTable(report, width));
  return `${lines.flatMap((line) => wrapped(line, width)).join("\n")}\n`;
}

function billLines({ cost }: Candidate, width: number): string[] {
  const rows = cost.lines.map(({ item, perMonth, fixed, how }) => [item, perMonth.toFixed(2), fixed ? "always" : "", how]);
  return [
    table(["item", "USD", "", "how"], rows, { widths: [38, 10, 6, 42], left: [0, 2, 3], fit: width }),
    `${count(cost.perMonth)} USD per month, ${cost.perHour.toFixed(2)} per hour; ${count(cost.fixedPerMonth)} of it independent of the load`,
  ];
}

/** Options that shorten a start-up, and their drawback. */
const savingsAre: Record<keyof ColdStartOptions, { by: string; lost: string }> = {
  localWeights: { by: "weights on local NVMe", lost: "only for a restart on an existing node, not on a new one" },
  pulledImage: { by: "image pulled before", lost: "only where the node has it, from its machine image or an earlier pull" },
  streaming: { by: "streaming to the GPU", lost: "files are not verified before use" },
  eager: { by: "no graphs", lost: "decoding is slower, for as long as the replica runs" },
};

function startLines({ start, savings }: PlanReport, width: number): string[] {
  const rows = (start?.phases ?? []).map(({ name, time }) => [name, duration(time.mid), span(time, duration), time.why]);
  const saved = savings.map(({ option, saves }) => `  ${savingsAre[option].by}, ${duration(saves)}: ${savingsAre[option].lost}`);
  return [
    table(["phase", "time", "range", "why a range"], rows, { widths: [22, 8, 20, 46], left: [0, 2, 3], fit: width }),
    "saved by, and the drawback:",
    ...saved,
  ];
}

function settingsLines({ settings, winner }: PlanReport): string[] {
  if (!settings || !winner) return [];
  const { instance, replicas, concurrent, layout } = settings.capacity;
  return [
    "capacity:",
    `  instance: ${instance}`,
    ...layoutSetting(layout),
    `  replicas: { min: ${replicas.min}, max: ${replicas.max} }`,
    `  concurrent: ${concurrent}`,
    ...(winner.purchase === "spot"
      ? ["  # On demand: spot is not supported.", "  # Its price shows how much interruptions would have to be worth."]
      : []),
    ...(isSavingsPlan(winner.purchase) ? ["  # On demand: a Savings Plan is bought separately, for the account."] : []),
    ...(winner.purchase !== "capacity-block"
      ? []
      : ["  purchase: { kind: capacity-block, reservationId: ..., zone: ..., start: ..., end: ... }"]),
  ];
}
