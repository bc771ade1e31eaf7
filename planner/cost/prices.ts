import { z } from "zod";
import { type ApiPrice, apiPriceSchema, currentApiPrices } from "../../catalog/api-prices.ts";
import { type AwsPriceName, awsPriceNames, currentAwsPrices } from "../../catalog/aws-prices.ts";
import { capacityBlockPrices } from "../../catalog/capacity-blocks.ts";
import { findInstance, instanceNames, priceDate } from "../../catalog/instances.ts";
import { ownCatalog, ownInstancePrice } from "../../catalog/own-catalog.ts";
import { type Purchase, purchases } from "../../catalog/purchases.ts";
import { factDate } from "../../catalog/sourced.ts";
import { type UsdPerHour, usdPerHour } from "../units.ts";
import type { UsedPrice } from "./price-age.ts";

export { type Purchase, purchases } from "../../catalog/purchases.ts";

/** Whether it is a discount on what the settings buy on demand, so that only the bill differs. */
export const isSavingsPlan = (purchase: Purchase) => purchase === "savings-plan-1y" || purchase === "savings-plan-3y";

/** All prices of a plan, with region and date. */
export interface Prices {
  currency: "USD";
  /** Region and date of the prices, for display. */
  basis: string;
  /** Region of the Capacity Block prices; by default the lowest of all regions. */
  region?: string;
  services: Readonly<Record<AwsPriceName, number>>;
  /** USD per hour of an instance; null if no price is known. */
  instance(name: string, purchase: Purchase): UsdPerHour | null;
  apis: readonly ApiPrice[];
  /** Prices of a bill with their dates: of the instance, and the oldest of the other services. */
  dates(name: string, purchase: Purchase): UsedPrice[];
}

/** Description of a plan's prices: the project's own first, then the kit's. */
export function ownPricesFirst(basis: string): string {
  const { file, instancePrices, servicePrices, apiPrices, instances } = ownCatalog();
  const newest = [...instancePrices, ...servicePrices, ...apiPrices, ...instances]
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return file === null || newest === undefined ? basis : `${file.name}, ${newest}; for the rest ${basis}`;
}

/**
 * Prices of the catalog: on demand in us-east-1, Capacity Blocks at the lowest price of any region, overridden by the project's own. Each
 * is looked up on access, in the catalog in use at that time.
 */
export const catalogPrices: Prices = {
  currency: "USD",
  get basis() {
    return ownPricesFirst(
      `us-east-1; instances on demand of ${priceDate}, Capacity Blocks of 2026-08-22, other services of 2026-05 to 2026-11 (partly recalled)`,
    );
  },
  get services() {
    return Object.fromEntries(currentAwsPrices().map(({ name, usd }) => [name, usd])) as Record<AwsPriceName, number>;
  },
  instance: (name, purchase) => {
    const own = ownInstancePrice(name, purchase);
    if (own !== undefined) return usdPerHour(own.usdPerHour);
    if (purchase !== "on-demand" && purchase !== "capacity-block") return null;
    const known = purchase === "on-demand" ? findInstance(name)?.usdPerHour : lowestBlock(name);
    return known === null || known === undefined ? null : usdPerHour(known);
  },
  get apis() {
    return currentApiPrices();
  },
  dates: (name, purchase) => [
    ...instanceDates(name, purchase),
    {
      what: "other AWS services",
      date:
        currentAwsPrices()
          .map(({ date }) => date)
          .sort()[0] ?? priceDate,
    },
  ],
};

function instanceDates(name: string, purchase: Purchase): UsedPrice[] {
  const own = ownInstancePrice(name, purchase);
  if (own !== undefined) return [{ what: `${name} by a price of your own`, date: own.date }];
  if (purchase === "on-demand") return [{ what: "instances on demand", date: priceDate }];
  return purchase === "capacity-block" ? capacityBlockPrices(name).map(({ checked }) => ({ what: "Capacity Blocks", date: checked })) : [];
}

function lowestBlock(name: string): number | null {
  const known = capacityBlockPrices(name).flatMap(({ usdPerHour: price }) => (price === null ? [] : [price]));
  return known.length === 0 ? null : Math.min(...known);
}

const positive = z.number().positive();

/** A file of prices that override the catalog's. */
const overrideSchema = z.strictObject({
  currency: z.literal("USD"),
  date: factDate,
  /** Region of the prices, for display. */
  region: z.string().min(1),
  instances: z.record(z.string(), z.partialRecord(z.enum(purchases), positive)).prefault({}),
  services: z.partialRecord(z.enum(awsPriceNames), positive).prefault({}),
  apis: z
    .array(
      apiPriceSchema.pick({ provider: true, model: true, inputUsd: true, outputUsd: true }).extend({ cachedInputUsd: positive.nullish() }),
    )
    .prefault([]),
});

/** Accepted values of each field of a price file. */
const acceptedIn: Readonly<Record<string, string>> = {
  currency: "USD",
  date: "a date as YYYY-MM-DD",
  region: "a string, the region of the prices",
  instances: `instance types, each with USD an hour above 0 by ${purchases.join(", ")}`,
  services: `USD above 0 by ${awsPriceNames.join(", ")}`,
  apis: "a list of provider, model, inputUsd, outputUsd and cachedInputUsd, in USD per million tokens",
};

/** What is wrong with a price file: the field, its value and what is accepted. */
function refusal(issue: z.core.$ZodIssue | undefined, json: unknown): string {
  const { path = [] } = issue ?? {};
  const [field = ""] = path.map(String);
  const accepted = acceptedIn[field] ?? Object.keys(acceptedIn).join(", ");
  if (issue?.code === "unrecognized_keys") return `${[...path, issue.keys[0]].join(".")} is not a field; accepted: ${accepted}`;
  const value = path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], json);
  if (path.length === 0) return `not a JSON object; accepted: ${accepted}`;
  return `${path.join(".")} is ${value === undefined ? "missing" : JSON.stringify(value)}; accepted: ${accepted}`;
}

/**
 * Prices with those of a file overriding the catalog's.
 * @throws RangeError with one sentence that names the field, what is wrong with it and what is accepted.
 */
export function withOverrides(prices: Prices, json: unknown, file: string): Prices {
  const parsed = overrideSchema.safeParse(json);
  if (!parsed.success) throw new RangeError(`${file}: ${refusal(parsed.error.issues[0], json)}`);
  const { date, region, instances: own, services, apis } = parsed.data;
  const unknown = Object.keys(own).find((name) => !findInstance(name));
  if (unknown !== undefined)
    throw new RangeError(`${file}: instances.${unknown}: no such instance in the catalog; accepted: ${instanceNames().join(", ")}`);
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
    get basis() {
      return `${file}: ${region}, ${date}; for the rest ${prices.basis}`;
    },
    get services() {
      return { ...prices.services, ...services };
    },
    instance: (name, purchase) => {
      const price = own[name]?.[purchase];
      return price === undefined ? prices.instance(name, purchase) : usdPerHour(price);
    },
    get apis() {
      return [...given, ...prices.apis];
    },
    dates: (name, purchase) => {
      const instance = own[name]?.[purchase] === undefined ? [] : [{ what: `instances of ${file}`, date }];
      const rest = prices.dates(name, purchase).filter(({ what }) => instance.length === 0 || what === "other AWS services");
      return [...instance, ...rest];
    },
  };
}
