import type { Candidate } from "../../planner/choice/candidate.ts";
import type { Hosted, PlanReport } from "../../planner/choice/plan-report.ts";
import { type BreakEven, ownPerMillion } from "../../planner/cost/break-even.ts";
import { table } from "../../terminal/table.ts";
import { count } from "./quantities.ts";

const crossing = ({ load }: BreakEven) => (load === null ? "never" : `${count(load)}/day`);

/** Hosted services beside the keep, and whether to self-host, in plain words. */
export function hostedLines(
  { hosted, sensitivity, ask }: Pick<PlanReport, "hosted" | "sensitivity" | "ask">,
  winner: Pick<Candidate, "own">,
  width: number,
): string[] {
  if (hosted.length === 0) return ["no hosted service of this model is in the catalog; name one in a price file (--prices)"];
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
      : ["no hosted service of this very model is in the catalog: these are other models, and no verdict on its cost"]),
    ...(sensitivity.every(({ breakEven }) => breakEven.load === null)
      ? []
      : [
          "",
          `owning wins over ${against?.api.provider} (${against?.api.model}) from, by utilisation and hours a day (of 8 h the other 16 have no model):`,
          ...sensitivity.map(
            ({ utilization, hoursPerDay, breakEven }) => `  ${(utilization * 100).toFixed(0)}%, ${hoursPerDay} h: ${crossing(breakEven)}`,
          ),
        ]),
  ];
}

/** Plain words on whether to self-host. */
function verdict(hosted: Hosted, { own }: Pick<Candidate, "own">, load: PlanReport["ask"]["tokensPerDay"]): string[] {
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
