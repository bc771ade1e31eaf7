import type { ApiPrice } from "../../catalog/api-prices.ts";
import { type BreakEven, breakEven, hostedPerMonth, ownPerMonth } from "../cost/break-even.ts";
import type { Prices } from "../cost/prices.ts";
import { blendedPrice } from "../cost/token-mix.ts";
import type { Usd, UsdPerMillionTokens } from "../units.ts";
import type { Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";

/** A hosted service beside the keep, at the mix of tokens that was asked. */
export interface Hosted {
  api: ApiPrice;
  price: UsdPerMillionTokens;
  perMonth: Usd;
  breakEven: BreakEven;
  /** Whether owning costs less at the load that was asked. */
  owningWins: boolean;
}

/** Services that serve the model itself, and two of other vendors that stand for what else the money buys. */
const elsewhere = ["gpt-5.5", "claude-sonnet-5"];

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
