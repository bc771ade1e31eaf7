import { z } from "zod";
import { type ApiPrice, apiPriceSchema, currentApiPrices } from "../../catalog/api-prices.ts";
import { type AwsPriceName, awsPriceNames, awsPrices } from "../../catalog/aws-prices.ts";
import { capacityBlockPrices } from "../../catalog/capacity-blocks.ts";
import { findInstance, instances, priceDate } from "../../catalog/instances.ts";
import { factDate } from "../../catalog/sourced.ts";
import { type UsdPerHour, usdPerHour } from "../units.ts";
import type { UsedPrice } from "./price-age.ts";

/**
 * Ways to pay for GPU instances. A Savings Plan is a discount on what settings buy on demand; no setting buys spot. Of both the catalog has
 * no price: a file may give one.
 */
export const purchases = ["on-demand", "savings-plan-1y", "savings-plan-3y", "spot", "capacity-block"] as const;

export type Purchase = (typeof purchases)[number];

/** Whether the settings of a keep buy on demand, and the bill alone differs: a Savings Plan is a discount on that. */
export const isSavingsPlan = (purchase: Purchase) => purchase === "savings-plan-1y" || purchase === "savings-plan-3y";

/** All prices of a plan, with where and when they are of. */
export interface Prices {
  currency: "USD";
  /** What of the prices is of which place and day, for print. */
  basis: string;
  /** Region that Capacity Blocks are priced in; the lowest of any where left out. */
  region?: string;
  services: Readonly<Record<AwsPriceName, number>>;
  /** USD per hour of an instance; null where no price is known. */
  instance(name: string, purchase: Purchase): UsdPerHour | null;
  apis: readonly ApiPrice[];
  /** Prices of a bill, and when they were read: of the instance, and the oldest of the other services. */
  dates(name: string, purchase: Purchase): UsedPrice[];
}

/** Prices of the catalog: on demand in us-east-1, Capacity Blocks at the lowest price of any region. */
export const catalogPrices: Prices = {
  currency: "USD",
  basis: `us-east-1; instances on demand of ${priceDate}, Capacity Blocks of 2026-08-22, other services of 2026-05 to 2026-11 (partly recalled)`,
  services: Object.fromEntries(awsPrices.map(({ name, usd }) => [name, usd])) as Record<AwsPriceName, number>,
  instance: (name, purchase) => {
    if (purchase !== "on-demand" && purchase !== "capacity-block") return null;
    const known = purchase === "on-demand" ? findInstance(name)?.usdPerHour : lowestBlock(name);
    return known === null || known === undefined ? null : usdPerHour(known);
  },
  apis: currentApiPrices(),
  dates: (name, purchase) => [
    ...(purchase === "on-demand" ? [{ what: "instances on demand", date: priceDate }] : []),
    ...(purchase === "capacity-block" ? capacityBlockPrices(name).map(({ checked }) => ({ what: "Capacity Blocks", date: checked })) : []),
    { what: "other AWS services", date: awsPrices.map(({ date }) => date).sort()[0] ?? priceDate },
  ],
};

function lowestBlock(name: string): number | null {
  const known = capacityBlockPrices(name).flatMap(({ usdPerHour: price }) => (price === null ? [] : [price]));
  return known.length === 0 ? null : Math.min(...known);
}

const positive = z.number().positive();

/** A file of prices that take the place of the catalog's. */
const overrideSchema = z.strictObject({
  currency: z.literal("USD"),
  date: factDate,
  /** Where the prices hold, for print. */
  region: z.string().min(1),
  instances: z.record(z.string(), z.partialRecord(z.enum(purchases), positive)).prefault({}),
  services: z.partialRecord(z.enum(awsPriceNames), positive).prefault({}),
  apis: z
    .array(
      apiPriceSchema.pick({ provider: true, model: true, inputUsd: true, outputUsd: true }).extend({ cachedInputUsd: positive.nullish() }),
    )
    .prefault([]),
});

/** What each field of a file of prices accepts. */
const acceptedIn: Readonly<Record<string, string>> = {
  currency: "USD",
  date: "a date as YYYY-MM-DD",
  region: "a text, where the prices hold",
  instances: `instance types, each with USD an hour above 0 by ${purchases.join(", ")}`,
  services: `USD above 0 by ${awsPriceNames.join(", ")}`,
  apis: "a list of provider, model, inputUsd, outputUsd and cachedInputUsd, in USD per million tokens",
};

/** What is wrong with a file of prices: the field, what stands there and what is accepted. */
function refusal(issue: z.core.$ZodIssue | undefined, json: unknown): string {
  const { path = [] } = issue ?? {};
  const [field = ""] = path.map(String);
  const accepted = acceptedIn[field] ?? Object.keys(acceptedIn).join(", ");
  if (issue?.code === "unrecognized_keys") return `${[...path, issue.keys[0]].join(".")} is no field; accepted: ${accepted}`;
  const value = path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], json);
  if (path.length === 0) return `no JSON object; accepted: ${accepted}`;
  return `${path.join(".")} is ${value === undefined ? "missing" : JSON.stringify(value)}; accepted: ${accepted}`;
}

/**
 * Prices with those of a file in place of the catalog's.
 * @throws RangeError with one sentence that names the field, what is wrong with it and what is accepted.
 */
export function withOverrides(prices: Prices, json: unknown, file: string): Prices {
  const parsed = overrideSchema.safeParse(json);
  if (!parsed.success) throw new RangeError(`${file}: ${refusal(parsed.error.issues[0], json)}`);
  const { date, region, instances: own, services, apis } = parsed.data;
  const unknown = Object.keys(own).find((name) => !findInstance(name));
  if (unknown !== undefined)
    throw new RangeError(
      `${file}: instances.${unknown}: no such instance in the catalog; accepted: ${instances.map(({ name }) => name).join(", ")}`,
    );
  const given: ApiPrice[] = apis.map((price) => ({
    serves: [],
    tier: null,
    superseded: false,
    note: null,
    ...price,
    cachedInputUsd: price.cachedInputUsd ?? null,
    source: `price file ${file}`,
    date,
  }));
  return {
    ...prices,
    basis: `${file}: ${region}, ${date}; for what it leaves out ${prices.basis}`,
    services: { ...prices.services, ...services },
    instance: (name, purchase) => {
      const price = own[name]?.[purchase];
      return price === undefined ? prices.instance(name, purchase) : usdPerHour(price);
    },
    apis: [...given, ...prices.apis],
    dates: (name, purchase) => {
      const instance = own[name]?.[purchase] === undefined ? [] : [{ what: `instances of ${file}`, date }];
      const rest = prices.dates(name, purchase).filter(({ what }) => instance.length === 0 || what === "other AWS services");
      return [...instance, ...rest];
    },
  };
}
