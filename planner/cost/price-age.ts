import { currentApiPrices } from "../../catalog/api-prices.ts";
import { currentAwsPrices } from "../../catalog/aws-prices.ts";
import { capacityBlockPrices } from "../../catalog/capacity-blocks.ts";
import { knownInstances, priceDate, priceSource } from "../../catalog/instances.ts";
import { ownCatalog, ownInstancePrice } from "../../catalog/own-catalog.ts";

/** Age in days above which a price should be checked before a decision. */
export const staleAfterDays = 60;

/** One price of the catalog, with source and date. */
export interface DatedPrice {
  /** `own price`: what the project pays for an instance type; own prices of services are listed among the kit's. */
  kind: "own price" | "hosted service" | "instance on demand" | "Capacity Block" | "AWS service";
  name: string;
  /** The price with its unit, for display. */
  price: string;
  date: string;
  ageDays: number;
  source: string;
}

const day = 86_400_000;

/** Whole days since a date; a month without a day counts from its first day. Never below 0. */
export function ageInDays(date: string, today: Date): number {
  const then = Date.parse(`${date.length === 7 ? `${date}-01` : date}T00:00:00Z`);
  return Math.max(0, Math.floor((today.getTime() - then) / day));
}

/** Every current price of the catalog, the oldest first. */
export function datedPrices(today: Date): DatedPrice[] {
  const dated = (price: Omit<DatedPrice, "ageDays">): DatedPrice => ({ ...price, ageDays: ageInDays(price.date, today) });
  const hosted = currentApiPrices().map(({ provider, model, tier, aboveTokens, inputUsd, outputUsd, date, source }) =>
    dated({
      kind: "hosted service",
      name: [`${provider} ${model}`, tier, aboveTokens ? `above ${aboveTokens.toLocaleString("en-US")} tokens` : ""]
        .filter(Boolean)
        .join(", "),
      price: `${inputUsd} in, ${outputUsd} out USD/1M tokens`,
      date,
      source,
    }),
  );
  const own = ownCatalog().instancePrices.map(({ instance, buy, usdPerHour, date, source }) =>
    dated({ kind: "own price", name: `${instance}, ${buy}`, price: `${usdPerHour} USD/hour`, date, source }),
  );
  const onDemand = knownInstances()
    .filter(({ name, usdPerHour }) => usdPerHour !== null && !ownInstancePrice(name, "on-demand"))
    .map(({ name, usdPerHour }) =>
      dated({ kind: "instance on demand", name, price: `${usdPerHour} USD/hour`, date: priceDate, source: priceSource }),
    );
  const blocks = knownInstances().flatMap(({ name }) =>
    (ownInstancePrice(name, "capacity-block") ? [] : capacityBlockPrices(name)).map(({ usdPerHour, where, checked }) =>
      dated({
        kind: "Capacity Block",
        name: `${name}, ${where}`,
        price: `${usdPerHour} USD/hour`,
        date: checked,
        source: "https://aws.amazon.com/ec2/capacityblocks/pricing/",
      }),
    ),
  );
  const services = currentAwsPrices().map(({ name, usd, per, date, source }) =>
    dated({ kind: "AWS service", name, price: `${usd} USD per ${per}`, date, source }),
  );
  return [...own, ...hosted, ...onDemand, ...blocks, ...services].sort((a, b) => b.ageDays - a.ageDays);
}

/** A price that a plan uses, and its date. */
export interface UsedPrice {
  what: string;
  date: string;
}

/** A plan's prices that are older than {@link staleAfterDays}, the oldest first, each once. */
export function stalePrices(used: readonly UsedPrice[], today: Date): (UsedPrice & { ageDays: number })[] {
  const each = [...new Map(used.map((price) => [`${price.what} ${price.date}`, price])).values()];
  return each
    .map((price) => ({ ...price, ageDays: ageInDays(price.date, today) }))
    .filter(({ ageDays }) => ageDays > staleAfterDays)
    .sort((a, b) => b.ageDays - a.ageDays);
}
