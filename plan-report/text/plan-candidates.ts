import type { Candidate } from "../../planner/choice/candidate.ts";
import { whyDearer } from "../../planner/choice/choose.ts";
import type { LatencyGoal } from "../../planner/choice/latency-goal.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { ownPerMillion } from "../../planner/cost/break-even.ts";
import { table } from "../../terminal/table.ts";
import { count } from "./quantities.ts";

/** How many candidates and rejected ones are shown. */
const shown = { ranked: 6, rejected: 5 };

/** Candidates that fit, cheapest first. */
export function rankedTable({ choice, ask }: PlanReport, winner: Candidate, width: number): string {
  const goals = timesOf(ask.latency);
  const rows = choice.ranked
    .slice(0, shown.ranked)
    .map((candidate) => [
      candidate.instance.name,
      candidate.purchase,
      String(candidate.replicas),
      String(candidate.fit.maxConcurrent),
      `${count(candidate.throughput.total.low)}-${count(candidate.throughput.total.high)}`,
      ...goals.map(({ of }) => count(candidate.throughput[of].mid * 1000)),
      count(candidate.cost.perMonth),
      ask.tokensPerDay > 0 ? ownPerMillion(candidate.own, ask.tokensPerDay).toFixed(2) : "-",
      candidate === winner ? "" : whyDearer(candidate, winner),
    ]);
  const head = [
    "instance",
    "bought",
    "replicas",
    "holds",
    "tok/s each",
    ...goals.map(({ head: name }) => name),
    "USD/month",
    "USD/1M",
    "why not",
  ];
  return table(head, rows, {
    widths: [16, 14, 8, 5, 13, ...goals.map(() => 5), 9, 7, 21],
    left: [0, 1, head.length - 1],
    fit: width,
  });
}

/** The column of the latency goal: there is room for one, and replicas differ in the time per token. */
function timesOf({ firstToken, perToken }: LatencyGoal = {}): { of: keyof LatencyGoal; head: string }[] {
  if (perToken !== undefined) return [{ of: "perToken", head: "TPOT ms" }];
  return firstToken === undefined ? [] : [{ of: "firstToken", head: "TTFT ms" }];
}

/** Reasons for rejection, each with its instances. */
export function rejectedLines({ choice }: PlanReport): string[] {
  const byReason = Map.groupBy(choice.rejected, ({ reason }) => reason);
  const lines = [...byReason].map(([reason, all]) => {
    const names = [...new Set(all.map(({ instance }) => instance))];
    return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}: ${reason}`;
  });
  return lines.length > shown.rejected
    ? [...lines.slice(0, shown.rejected), `${lines.length - shown.rejected} other reasons: --json has them all`]
    : lines;
}

/** Smaller models, each on one GPU, and what is lost. */
export function leanTable({ lean, ask }: PlanReport, width: number): string {
  const rows = lean.map(({ model, candidate, lost }) => [
    model.name,
    candidate.instance.name,
    `${candidate.replicas}`,
    count(candidate.cost.perMonth),
    ask.tokensPerDay > 0 ? ownPerMillion(candidate.own, ask.tokensPerDay).toFixed(2) : "-",
    lost,
  ]);
  return table(["model", "instance", "replicas", "USD/month", "USD/1M", "what is lost"], rows, {
    widths: [32, 16, 8, 9, 8, 60],
    left: [0, 1, 5],
    fit: width,
  });
}
