import type { ApiPrice } from "../../catalog/api-prices.ts";
import { type BreakEven, breakEven, hostedPerMonth, ownPerMonth } from "../cost/break-even.ts";
import type { Prices } from "../cost/prices.ts";
import { blendedPrice } from "../cost/token-mix.ts";
import type { Usd, UsdPerMillionTokens } from "../units.ts";
import type { Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";

/** A hosted service compared with the keep, at the requested token mix. */
export interface Hosted {
  api: ApiPrice;
  price: UsdPerMillionTokens;
  perMonth: Usd;
  breakEven: BreakEven;
  /** Whether owning costs less at the requested load. */
  owningWins: boolean;
}

/** Models of two other vendors, shown for comparison. */
const elsewhere = ["gpt-5.5", "claude-sonnet-5"];

/** For services with a price tier for long requests, the tier of an average request. */
const billed = (apis: readonly ApiPrice[], inputTokens: number): ApiPrice[] =>
  apis.filter((api) => {
    const above = api.aboveTokens ?? 0;
    const others = apis.filter(({ provider, model, tier }) => provider === api.provider && model === api.model && tier === api.tier);
    const most = Math.max(...others.map((other) => other.aboveTokens ?? 0).filter((tokens) => tokens === 0 || inputTokens > tokens));
    return above === most;
  });

/** Hosted services with the same model, and those of other vendors for comparison, the cheapest first. */
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
