import type { Candidate } from "../../planner/choice/candidate.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { staleAfterDays } from "../../planner/cost/price-age.ts";
import type { RankMemory } from "../../planner/memory/plan-memory.ts";
import type { Range } from "../../planner/range.ts";
import type { ColdStartOptions } from "../../planner/start-up/cold-start.ts";
import type { Bytes } from "../../planner/units.ts";
import type { Paint } from "./paint.ts";
import { leanTable, rankedTable, rejectedLines } from "./plan-candidates.ts";
import { hostedLines } from "./plan-hosted.ts";
import { count, duration, gib, span } from "./quantities.ts";
import { table } from "./table.ts";

const spotLine =
  "spot is not among them: no price of it is in the catalog (--buy spot with --prices weighs yours, for two replicas or more)";

/**
 * A plan for a terminal, in lines of at most `width` columns. No number is cut: one that has no room makes its table wider.
 * @returns text that ends in a line break
 */
export function planText(report: PlanReport, paint: Paint, width = 100): string {
  const { ask, winner, prices, choice } = report;
  const title = (text: string) => ["", paint("bold", text), ""];
  const load = ask.tokensPerDay > 0 ? `, ${count(ask.tokensPerDay)} tokens a day (${(ask.mix.input * 100).toFixed(0)}% in)` : "";
  const lines = [
    report.verdict,
    "",
    paint("bold", `${ask.model.name}: ${count(ask.contextTokens)} tokens of context, ${ask.concurrent} at once${load}`),
    `prices in ${prices.currency}: ${prices.basis}`,
    ...staleLines(prices.stale),
    ...(choice.ranked.some(({ purchase }) => purchase === "spot") ? [] : [spotLine]),
    ...title("What would do, the cheapest first"),
    ...(winner ? [rankedTable(report, winner, width), "", `layout: ${layoutLine(winner)}`] : ["nothing in the catalog"]),
    ...title("What would not"),
    ...rejectedLines(report),
  ];
  if (winner) {
    lines.push(
      ...title(`Memory of one GPU (${winner.instance.gpu}, ${gpusUsed(winner)} of ${winner.instance.gpuCount} share the model)`),
      ...memoryLines(winner, width),
      ...title("A month's bill"),
      ...billLines(winner, width),
      ...title("Against hosted services"),
      ...hostedLines(report, winner, width),
      ...title(
        `A replica's start: ${duration(report.start?.total.mid ?? 0)} (${span(report.start?.total ?? { low: 0, mid: 0, high: 0, why: "" }, duration)})`,
      ),
      ...startLines(report, width),
      ...title("Settings"),
      ...settingsLines(report),
    );
  }
  if (report.lean.length > 0) lines.push(...title("The lean end: smaller models on one GPU"), leanTable(report, width));
  return `${lines.flatMap((line) => wrapped(line, width)).join("\n")}\n`;
}

/** A warning of prices that are old enough to look up again. */
function staleLines(stale: PlanReport["prices"]["stale"]): string[] {
  if (stale.length === 0) return [];
  const each = stale.map(({ what, date, ageDays }) => `${what} (${date}, ${ageDays} days)`);
  return [`warning: prices older than ${staleAfterDays} days, look them up before you decide: ${each.join(", ")}`];
}

/** Long sentences in lines of so many columns, continued under their beginning. */
function wrapped(line: string, width: number): string[] {
  // A styled line is a title, and a table fits by itself.
  if (line.includes("\n") || line.length <= width || line.includes("\u001b")) return [line];
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(" ")) {
    if (current && `${indent}${current} ${word}`.length > width) {
      lines.push(`${indent}${current}`);
      current = `  ${word}`;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, `${indent}${current}`];
}

const gpusUsed = ({ layout }: Candidate) => layout.tensorParallel * layout.dataParallel;

/** How the model is shared out, and why so. */
const layoutLine = ({ layout: { words, why } }: Candidate) => (why === "" ? words : `${words}; ${why}`);

function memoryLines({ fit }: Candidate, width: number): string[] {
  const { memory } = fit;
  const rank = memory.ranks[memory.worst] as RankMemory;
  const parts: [string, Range<Bytes>][] = [
    ["weights", rank.weights],
    ["activations", rank.activation],
    ["non-torch memory", rank.nonTorch],
    ["CUDA graphs", rank.cudaGraphs],
    ["KV cache", rank.pool],
  ];
  const rows = parts.map(([name, range]) => [name, gib(range.mid), span(range, (value) => gib(value as Bytes)), range.why]);
  return [
    `vLLM sees ${memory.gpu.usableGiB.toFixed(1)} GiB and uses ${gib(memory.requested)} (${memory.settings.utilization})`,
    table(["part", "GiB", "range", "why a range"], rows, { widths: [20, 6, 14, 56], left: [0, 2, 3], fit: width }),
    `a request of the full context takes ${gib(memory.perRequest)} GiB; ${held(fit)} fit at once, the longest of one is ${count(fit.maxContextTokens)} tokens`,
  ];
}

function billLines({ cost }: Candidate, width: number): string[] {
  const rows = cost.lines.map(({ item, perMonth, fixed, how }) => [item, perMonth.toFixed(2), fixed ? "always" : "", how]);
  return [
    table(["item", "USD", "", "how"], rows, { widths: [38, 10, 6, 42], left: [0, 2, 3], fit: width }),
    `${count(cost.perMonth)} USD a month, ${cost.perHour.toFixed(2)} an hour; ${count(cost.fixedPerMonth)} of it whatever the load`,
  ];
}

/** Requests that a replica holds: on each of its data parallel ranks as many as on the other. */
const held = ({ maxConcurrent, layout: { dataParallel } }: Candidate["fit"]) =>
  dataParallel === 1 ? `${maxConcurrent}` : `${maxConcurrent / dataParallel} on each of ${dataParallel} ranks, ${maxConcurrent} in all,`;

/** What shortens a start, and what it loses. */
const savingsAre: Record<keyof ColdStartOptions, { by: string; lost: string }> = {
  localWeights: { by: "weights on local NVMe", lost: "helps a restart on a node that stays, never a new node" },
  pulledImage: { by: "image pulled before", lost: "helps where the node has it, from its own image or an earlier pull" },
  streaming: { by: "streaming to the GPU", lost: "no file is verified before it is used" },
  eager: { by: "no graphs", lost: "decoding is slower, for as long as the replica runs" },
};

function startLines({ start, savings }: PlanReport, width: number): string[] {
  const rows = (start?.phases ?? []).map(({ name, time }) => [name, duration(time.mid), span(time, duration), time.why]);
  const saved = savings.map(({ option, saves }) => `  ${savingsAre[option].by}, ${duration(saves)}: ${savingsAre[option].lost}`);
  return [
    table(["phase", "time", "range", "why a range"], rows, { widths: [22, 8, 20, 46], left: [0, 2, 3], fit: width }),
    "saved by, and what is lost:",
    ...saved,
  ];
}

function settingsLines({ settings, winner }: PlanReport): string[] {
  if (!settings || !winner) return [];
  const { instance, replicas, concurrent, layout } = settings.capacity;
  return [
    "capacity:",
    `  instance: ${instance}`,
    ...(layout === undefined
      ? []
      : [
          `  layout: { tensorParallel: ${layout.tensorParallel}, dataParallel: ${layout.dataParallel}, expertParallel: ${layout.expertParallel} }`,
        ]),
    `  replicas: { min: ${replicas.min}, max: ${replicas.max} }`,
    `  concurrent: ${concurrent}`,
    ...(winner.purchase === "spot"
      ? ["  # On demand: no setting buys spot.", "  # Its price tells what interruptions would have to be worth."]
      : []),
    ...(winner.purchase !== "capacity-block"
      ? []
      : ["  purchase: { kind: capacity-block, reservationId: ..., zone: ..., start: ..., end: ... }"]),
  ];
}
