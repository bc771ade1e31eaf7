import type { Candidate } from "../../planner/choice/candidate.ts";
import type { Hosted } from "../../planner/choice/hosted.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { type BreakEven, ownPerMillion } from "../../planner/cost/break-even.ts";
import { table } from "../../terminal/table.ts";
import { count } from "./quantities.ts";

const crossing = ({ load }: BreakEven) => (load === null ? "never" : `${count(load)}/day`);

/** Hosted services compared with the keep, and a verdict on self-hosting. */
export function hostedLines(
  { hosted, sensitivity, ask }: Pick<PlanReport, "hosted" | "sensitivity" | "ask">,
  winner: Pick<Candidate, "own">,
  width: number,
): string[] {
  if (hosted.length === 0) return ["the catalog has no hosted service for this model; add one with a price file (--prices)"];
  const rows = hosted.map(({ api, price, perMonth, breakEven, owningWins }) => [
    api.provider,
    `${api.model}${api.tier ? `, ${api.tier}` : ""}`,
    api.date,
    price.toFixed(3),
    ask.tokensPerDay > 0 ? count(perMonth) : "-",
    breakEven.load === null ? "never" : count(breakEven.load),
    ask.tokensPerDay > 0 ? (owningWins ? "own" : "hosted") : "-",
  ]);
  const same = hosted.find(({ api }) => api.serves.length > 0);
  const against = same ?? hosted[0];
  return [
    table(["service", "model", "price of", "USD/1M", "USD/month", "cheaper from tokens/day", "cheaper"], rows, {
      widths: [14, 30, 10, 7, 9, 17, 7],
      left: [0, 1, 2],
      fit: width,
    }),
    ...(same
      ? verdict(same, winner, ask.tokensPerDay)
      : ["the catalog has no hosted service for this exact model: these are other models, without a verdict on its cost"]),
    ...(sensitivity.every(({ breakEven }) => breakEven.load === null)
      ? []
      : [
          "",
          `owning wins over ${against?.api.provider} (${against?.api.model}) from these loads, by utilization and hours per day (with 8 h, the other 16 have no model):`,
          ...sensitivity.map(
            ({ utilization, hoursPerDay, breakEven }) => `  ${(utilization * 100).toFixed(0)}%, ${hoursPerDay} h: ${crossing(breakEven)}`,
          ),
        ]),
  ];
}

/** Verdict on whether to self-host. */
function verdict(hosted: Hosted, { own }: Pick<Candidate, "own">, load: PlanReport["ask"]["tokensPerDay"]): string[] {
  const stays = "What remains: control over where the data is, who may call, your own limits only, and a model that no one can withdraw.";
  const floor = `with every replica fully used, owning costs ${hosted.breakEven.floor.toFixed(2)} USD per million tokens, compared with ${hosted.price.toFixed(2)} at ${hosted.api.provider}`;
  if (hosted.breakEven.load === null) return [`Do not self-host to save money: it is not cheaper at any load, because ${floor}.`, stays];
  if (load > 0 && !hosted.owningWins)
    return [
      `Do not self-host to save money at this load: owning costs ${ownPerMillion(own, load).toFixed(2)} USD per million tokens, compared with ${hosted.price.toFixed(2)} at ${hosted.api.provider}.`,
      stays,
    ];
  return load > 0
    ? [
        `Owning costs less at this load: ${ownPerMillion(own, load).toFixed(2)} USD per million tokens, compared with ${hosted.price.toFixed(2)} at ${hosted.api.provider}.`,
      ]
    : [];
}
