import type { ApiPrice } from "../../catalog/api-prices.ts";
import { type BreakEven, breakEven, hostedPerMonth, ownPerMonth } from "../cost/break-even.ts";
import { stalePrices, type UsedPrice } from "../cost/price-age.ts";
import type { Prices } from "../cost/prices.ts";
import { blendedPrice } from "../cost/token-mix.ts";
import { type WayToPay, waysToPay } from "../cost/ways-to-pay.ts";
import { checkpointOf } from "../fit-model.ts";
import { type ColdStart, coldStart, savings } from "../start-up/cold-start.ts";
import { bytes, type Usd, type UsdPerMillionTokens } from "../units.ts";
import { type Candidate, type ChoiceAsk, costAsk, weigh } from "./candidate.ts";
import { capacitySettings } from "./capacity-settings.ts";
import type { Choice } from "./choose.ts";
import { type Lean, leanOptions } from "./lean.ts";
import { type VariantAsk, type VariantChoice, variantChoices } from "./variant-choice.ts";
import { verdictOn } from "./verdict.ts";

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
  /** The answer in one sentence. */
  verdict: string;
  ask: ChoiceAsk;
  /** `stale`: prices that the plan uses and that are old enough to look up again. */
  prices: { currency: string; basis: string; stale: ReturnType<typeof stalePrices> };
  choice: Choice;
  /** The cheapest; undefined where nothing would do. */
  winner: Candidate | undefined;
  /** The bill of its replicas by each way to pay; empty where there is no winner. */
  ways: WayToPay[];
  hosted: Hosted[];
  sensitivity: Sensitivity[];
  start: ColdStart | undefined;
  savings: ReturnType<typeof savings>;
  lean: Lean[];
  /** The same model in other weights, itself among them; empty where there are none. */
  variants: VariantChoice[];
  settings: { capacity: ReturnType<typeof capacitySettings> } | undefined;
}

/** Services that serve the model itself, and two of other vendors that stand for what else the money buys. */
const elsewhere = ["gpt-5.5", "claude-sonnet-5"];

/** Utilisations and hours that the crossing is shown for. */
const cases = { utilization: [0.2, 0.4, 0.6, 0.8], hoursPerDay: [8, 24] };

/**
 * Puts a choice, its costs, and what a hosted service would cost, together. `today` is what the age of a price is counted to; `reckoned` adds
 * weights of which the catalog has no checkpoint.
 */
export function planReport(
  ask: ChoiceAsk,
  choice: Choice,
  prices: Prices,
  today: Date = new Date(),
  { reckoned = false }: VariantAsk = {},
): PlanReport {
  const [winner] = choice.ranked;
  const hosted = winner ? hostedOf(ask, winner, prices) : [];
  const cheapest = hosted.find(({ api }) => api.serves.length > 0) ?? hosted[0];
  const checkpoint = bytes(checkpointOf(ask.model));
  return {
    verdict: verdictOn(ask, { winner, hosted, choice }),
    ask,
    prices: { currency: prices.currency, basis: prices.basis, stale: stalePrices(usedPrices(winner, hosted, prices), today) },
    choice,
    winner,
    ways: winner ? waysToPay({ ...costAsk(ask, winner.instance.name, winner.purchase), replicas: winner.replicas }, prices) : [],
    hosted,
    sensitivity: winner && cheapest ? sensitivityOf(ask, winner, cheapest.price, prices) : [],
    start: winner && coldStart(winner.instance, checkpoint),
    savings: winner ? savings(winner.instance, checkpoint) : [],
    lean: leanOptions(ask, prices, winner).slice(0, 3),
    variants: variantChoices(ask, choice, prices, reckoned),
    settings: winner && { capacity: capacitySettings(winner, ask.concurrent) },
  };
}

/** Prices behind the winner's bill and the services beside it. */
function usedPrices(winner: Candidate | undefined, hosted: Hosted[], prices: Prices): UsedPrice[] {
  if (!winner) return [];
  return [
    ...prices.dates(winner.instance.name, winner.purchase),
    ...hosted.map(({ api }) => ({ what: `${api.provider} ${api.model}`, date: api.date })),
  ];
}

/** Of a service with a price for long requests, the one that an average request is billed at. */
const billed = (apis: readonly ApiPrice[], inputTokens: number): ApiPrice[] =>
  apis.filter((api) => {
    const above = api.aboveTokens ?? 0;
    const others = apis.filter(({ provider, model, tier }) => provider === api.provider && model === api.model && tier === api.tier);
    const most = Math.max(...others.map((other) => other.aboveTokens ?? 0).filter((tokens) => tokens === 0 || inputTokens > tokens));
    return above === most;
  });

/** Hosted services that serve the same model, and those that stand for what else the money buys, the cheapest first. */
export function hostedOf(ask: ChoiceAsk, { own }: Pick<Candidate, "own">, { apis }: Prices): Hosted[] {
  const offered = billed(apis, ask.averageTokens * ask.mix.input).filter(
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
