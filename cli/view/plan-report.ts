import type { Candidate } from "../../planner/choice/candidate.ts";
import { whyDearer } from "../../planner/choice/choose.ts";
import type { Hosted, PlanReport } from "../../planner/choice/plan-report.ts";
import type { BreakEven } from "../../planner/cost/break-even.ts";
import { ownPerMillion } from "../../planner/cost/break-even.ts";
import type { RankMemory } from "../../planner/memory/plan-memory.ts";
import type { Range } from "../../planner/range.ts";
import { type Bytes, inGib } from "../../planner/units.ts";
import type { Paint } from "./paint.ts";
import { table } from "./table.ts";

const count = (value: number) => Math.round(value).toLocaleString("en-US");
const gib = (value: Bytes) => inGib(value).toFixed(1);
const span = (range: Range, print: (value: number) => string) =>
  range.low === range.high ? "" : `${print(range.low)} to ${print(range.high)}`;
const duration = (value: number) => (value < 90 ? `${value.toFixed(0)} s` : `${(value / 60).toFixed(1)} min`);

/** How many candidates and losers are shown. */
const shown = { ranked: 6, rejected: 5 };

/**
 * A plan for a terminal of 100 columns.
 * @returns text that ends in a line break
 */
export function planText(report: PlanReport, paint: Paint): string {
  const { ask, winner, prices } = report;
  const title = (text: string) => ["", paint("bold", text), ""];
  const load = ask.tokensPerDay > 0 ? `, ${count(ask.tokensPerDay)} tokens a day (${(ask.mix.input * 100).toFixed(0)}% in)` : "";
  const lines = [
    paint("bold", `${ask.model.name}: ${count(ask.contextTokens)} tokens of context, ${ask.concurrent} at once${load}`),
    `prices in ${prices.currency}: ${prices.basis}`,
    ...title("What would do, the cheapest first"),
    ...(winner ? [rankedTable(report, winner)] : ["nothing in the catalog"]),
    ...title("What would not"),
    ...rejectedLines(report),
  ];
  if (winner) {
    lines.push(
      ...title(`Memory of one GPU (${winner.instance.gpu}, ${winner.fit.tensorParallel} of ${winner.instance.gpuCount} share the model)`),
      ...memoryLines(winner),
      ...title("A month's bill"),
      ...billLines(winner),
      ...title("Against hosted services"),
      ...hostedLines(report, winner),
      ...title(
        `A replica's start: ${duration(report.start?.total.mid ?? 0)} (${span(report.start?.total ?? { low: 0, mid: 0, high: 0, why: "" }, duration)})`,
      ),
      ...startLines(report),
      ...title("Settings"),
      ...settingsLines(report),
    );
  }
  if (report.lean.length > 0) lines.push(...title("The lean end: smaller models on one GPU"), leanTable(report));
  return `${lines.flatMap(wrapped).join("\n")}\n`;
}

/** Long sentences in lines of 100 columns, continued under their beginning. */
function wrapped(line: string): string[] {
  // A styled line is a title, and a table fits by itself.
  if (line.includes("\n") || line.length <= 100 || line.includes("\u001b")) return [line];
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(" ")) {
    if (current && `${indent}${current} ${word}`.length > 100) {
      lines.push(`${indent}${current}`);
      current = `  ${word}`;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, `${indent}${current}`];
}

function rankedTable({ choice, ask }: PlanReport, winner: Candidate): string {
  const rows = choice.ranked
    .slice(0, shown.ranked)
    .map((candidate) => [
      candidate.instance.name,
      candidate.purchase,
      String(candidate.replicas),
      String(candidate.fit.maxConcurrent),
      `${count(candidate.throughput.total.low)}-${count(candidate.throughput.total.high)}`,
      count(candidate.cost.perMonth),
      ask.tokensPerDay > 0 ? ownPerMillion(candidate.own, ask.tokensPerDay).toFixed(2) : "-",
      candidate === winner ? "" : whyDearer(candidate, winner),
    ]);
  return table(["instance", "bought", "replicas", "holds", "tok/s each", "USD/month", "USD/1M", "why not"], rows, {
    widths: [16, 14, 8, 5, 13, 9, 7, 21],
    left: [0, 1, 7],
  });
}

/** Reasons, each with the instances that share it. */
function rejectedLines({ choice }: PlanReport): string[] {
  const byReason = Map.groupBy(choice.rejected, ({ reason }) => reason);
  const lines = [...byReason].map(([reason, all]) => {
    const names = [...new Set(all.map(({ instance }) => instance))];
    return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}: ${reason}`;
  });
  return lines.length > shown.rejected
    ? [...lines.slice(0, shown.rejected), `${lines.length - shown.rejected} other reasons: --json has them all`]
    : lines;
}

function memoryLines({ fit }: Candidate): string[] {
  const { memory } = fit;
  const rank = memory.ranks[memory.worst] as RankMemory;
  const parts: [string, Range<Bytes>][] = [
    ["weights", rank.weights],
    ["activations", rank.activation],
    ["CUDA and collectives", rank.nonTorch],
    ["CUDA graphs", rank.cudaGraphs],
    ["KV cache", rank.pool],
  ];
  const rows = parts.map(([name, range]) => [name, gib(range.mid), span(range, (value) => gib(value as Bytes)), range.why]);
  return [
    `vLLM sees ${memory.gpu.usableGiB.toFixed(1)} GiB and uses ${gib(memory.requested)} (${memory.settings.utilization})`,
    table(["part", "GiB", "range", "why a range"], rows, { widths: [20, 6, 14, 56], left: [0, 2, 3] }),
    `a request of the full context takes ${gib(memory.perRequest)} GiB; ${fit.maxConcurrent} fit at once, the longest of one is ${count(fit.maxContextTokens)} tokens`,
  ];
}

function billLines({ cost }: Candidate): string[] {
  const rows = cost.lines.map(({ item, perMonth, fixed, how }) => [item, perMonth.toFixed(2), fixed ? "always" : "", how]);
  return [
    table(["item", "USD", "", "how"], rows, { widths: [38, 10, 6, 42], left: [0, 2, 3] }),
    `${count(cost.perMonth)} USD a month, ${cost.perHour.toFixed(2)} an hour; ${count(cost.fixedPerMonth)} of it whatever the load`,
  ];
}

const crossing = ({ load }: BreakEven) => (load === null ? "never" : `${count(load)}/day`);

function hostedLines({ hosted, sensitivity, ask }: PlanReport, winner: Candidate): string[] {
  if (hosted.length === 0) return ["no hosted service of this model is in the catalog; name one in a price file (--prices)"];
  const rows = hosted.map(({ api, price, perMonth, breakEven, owningWins }) => [
    api.provider,
    `${api.model}${api.tier ? `, ${api.tier}` : ""}`,
    api.date,
    price.toFixed(3),
    ask.tokensPerDay > 0 ? count(perMonth) : "-",
    crossing(breakEven),
    ask.tokensPerDay > 0 ? (owningWins ? "own" : "hosted") : "-",
  ]);
  const same = hosted.find(({ api }) => api.serves.length > 0);
  const against = same ?? hosted[0];
  return [
    table(["service", "model", "price of", "USD/1M", "USD/month", "owning wins from", "cheaper"], rows, {
      widths: [14, 30, 10, 7, 9, 17, 7],
      left: [0, 1, 2],
    }),
    ...(same
      ? verdict(same, winner, ask.tokensPerDay)
      : ["no hosted service of this very model is in the catalog: these are other models, and no verdict on its cost"]),
    ...(sensitivity.every(({ breakEven }) => breakEven.load === null)
      ? []
      : [
          "",
          `owning wins over ${against?.api.provider} (${against?.api.model}) from, by utilisation and hours a day:`,
          ...sensitivity.map(
            ({ utilization, hoursPerDay, breakEven }) => `  ${(utilization * 100).toFixed(0)}%, ${hoursPerDay} h: ${crossing(breakEven)}`,
          ),
        ]),
  ];
}

/** Plain words on whether to self-host. */
function verdict(hosted: Hosted, { own }: Candidate, load: PlanReport["ask"]["tokensPerDay"]): string[] {
  const stays = "What remains is where the data is, who may call, no limits but your own, and that nobody takes the model away.";
  const floor = `a token costs ${hosted.breakEven.floor.toFixed(2)} USD per million to own with every replica full, ${hosted.price.toFixed(2)} at ${hosted.api.provider}`;
  if (hosted.breakEven.load === null) return [`Do not self-host for the money: never cheaper at any load, because ${floor}.`, stays];
  if (load > 0 && !hosted.owningWins)
    return [
      `Do not self-host for the money at this load: owning costs ${ownPerMillion(own, load).toFixed(2)} USD per million, ${hosted.price.toFixed(2)} at ${hosted.api.provider}.`,
      stays,
    ];
  return load > 0
    ? [
        `Owning costs less at this load: ${ownPerMillion(own, load).toFixed(2)} USD per million, ${hosted.price.toFixed(2)} at ${hosted.api.provider}.`,
      ]
    : [];
}

function startLines({ start, savings }: PlanReport): string[] {
  const rows = (start?.phases ?? []).map(({ name, time }) => [name, duration(time.mid), span(time, duration), time.why]);
  const saved = savings.map(
    ({ option, saves }) =>
      `${{ localWeights: "weights on local NVMe", pulledImage: "image pulled before", streaming: "streaming to the GPU", eager: "no graphs" }[option]} ${duration(saves)}`,
  );
  return [
    table(["phase", "time", "range", "why a range"], rows, { widths: [22, 8, 20, 46], left: [0, 2, 3] }),
    `saved by: ${saved.join(", ")}`,
  ];
}

function settingsLines({ settings, winner }: PlanReport): string[] {
  if (!settings || !winner) return [];
  const { instance, replicas, concurrent } = settings.capacity;
  return [
    "capacity:",
    `  instance: ${instance}`,
    `  replicas: { min: ${replicas.min}, max: ${replicas.max} }`,
    `  concurrent: ${concurrent}`,
    ...(winner.purchase === "on-demand"
      ? []
      : ["  purchase: { kind: capacity-block, reservationId: ..., zone: ..., start: ..., end: ... }"]),
  ];
}

function leanTable({ lean, ask }: PlanReport): string {
  const rows = lean.map(({ model, candidate }) => [
    model.name,
    candidate.instance.name,
    `${candidate.replicas}`,
    count(candidate.cost.perMonth),
    ask.tokensPerDay > 0 ? ownPerMillion(candidate.own, ask.tokensPerDay).toFixed(2) : "-",
  ]);
  return table(["model", "instance", "replicas", "USD/month", "USD/1M"], rows, { widths: [32, 16, 8, 9, 8], left: [0, 1] });
}
