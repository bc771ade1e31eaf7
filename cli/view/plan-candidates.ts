import type { Candidate } from "../../planner/choice/candidate.ts";
import { whyDearer } from "../../planner/choice/choose.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { ownPerMillion } from "../../planner/cost/break-even.ts";
import { count } from "./quantities.ts";
import { table } from "./table.ts";

/** How many candidates and losers are shown. */
const shown = { ranked: 6, rejected: 5 };

/** What would do, the cheapest first. */
export function rankedTable({ choice, ask }: PlanReport, winner: Candidate, width: number): string {
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
    fit: width,
  });
}

/** Reasons, each with the instances that share it. */
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

/** Smaller models, the one GPU that each takes, and what is lost. */
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
