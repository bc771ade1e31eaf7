import type { ApiPrice } from "../../catalog/api-prices.ts";
import { type BreakEven, breakEven, hostedPerMonth, ownPerMonth } from "../cost/break-even.ts";
import type { Prices } from "../cost/prices.ts";
import { blendedPrice } from "../cost/token-mix.ts";
import { checkpointOf } from "../fit-model.ts";
import { type ColdStart, coldStart, savings } from "../start-up/cold-start.ts";
import { bytes, type Usd, type UsdPerMillionTokens } from "../units.ts";
import { type Candidate, type ChoiceAsk, weigh } from "./candidate.ts";
import { capacitySettings } from "./capacity-settings.ts";
import { type Choice, type Lean, leanOptions } from "./choose.ts";

/** A hosted service beside the keep, at the mix of tokens that was asked. */
export interface Hosted {
  api: ApiPrice;
  price: UsdPerMillionTokens;
  perMonth: Usd;
  breakEven: BreakEven;
  /** Whether owning costs less at the load that was asked. */
  owningWins: boolean;
}

/** How the crossing moves with what one does not know yet. */
export interface Sensitivity {
  utilization: number;
  hoursPerDay: number;
  breakEven: BreakEven;
}

/** Everything that `modelkeep plan` shows, as plain values. */
export interface PlanReport {
  ask: ChoiceAsk;
  prices: { currency: string; basis: string };
  choice: Choice;
  /** The cheapest; undefined where nothing would do. */
  winner: Candidate | undefined;
  hosted: Hosted[];
  sensitivity: Sensitivity[];
  start: ColdStart | undefined;
  savings: ReturnType<typeof savings>;
  lean: Lean[];
  settings: { capacity: ReturnType<typeof capacitySettings> } | undefined;
}

/** Services that serve the model itself, and two of other vendors that stand for what else the money buys. */
const elsewhere = ["gpt-5.5", "claude-sonnet-5"];

/** Utilisations and hours that the crossing is shown for. */
const cases = { utilization: [0.2, 0.4, 0.6, 0.8], hoursPerDay: [8, 24] };

/** Puts a choice, its costs, and what a hosted service would cost, together. */
export function planReport(ask: ChoiceAsk, choice: Choice, prices: Prices): PlanReport {
  const [winner] = choice.ranked;
  const hosted = winner ? hostedOf(ask, winner, prices) : [];
  const cheapest = hosted.find(({ api }) => api.serves.length > 0) ?? hosted[0];
  const checkpoint = bytes(checkpointOf(ask.model));
  return {
    ask,
    prices: { currency: prices.currency, basis: prices.basis },
    choice,
    winner,
    hosted,
    sensitivity: winner && cheapest ? sensitivityOf(ask, winner, cheapest.price, prices) : [],
    start: winner && coldStart(winner.instance, checkpoint),
    savings: winner ? savings(winner.instance, checkpoint) : [],
    lean: leanOptions(ask, prices).slice(0, 3),
    settings: winner && { capacity: capacitySettings(winner, ask.concurrent) },
  };
}

function hostedOf(ask: ChoiceAsk, { own }: Candidate, { apis }: Prices): Hosted[] {
  const offered = apis.filter(
    ({ serves, model, source }) => serves.includes(ask.model.name) || elsewhere.includes(model) || source.startsWith("price file"),
  );
  return offered
    .map((api) => {
      const price = blendedPrice(api, ask.mix);
      const perMonth = hostedPerMonth(price, ask.tokensPerDay);
      return { api, price, perMonth, breakEven: breakEven(own, price), owningWins: ownPerMonth(own, ask.tokensPerDay) < perMonth };
    })
    .sort((a, b) => a.price - b.price);
}

/** The same instance, used more or less, and for more or fewer hours of a day. */
function sensitivityOf(ask: ChoiceAsk, { instance, purchase }: Candidate, price: UsdPerMillionTokens, prices: Prices): Sensitivity[] {
  return cases.utilization.flatMap((utilization) =>
    cases.hoursPerDay.flatMap((hoursPerDay) => {
      const weighed = weigh({ ...ask, utilization, hoursPerDay }, instance, purchase, prices);
      return "own" in weighed ? [{ utilization, hoursPerDay, breakEven: breakEven(weighed.own, price) }] : [];
    }),
  );
}
