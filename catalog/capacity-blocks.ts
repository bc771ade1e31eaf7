import { z } from "zod";
import data from "./data/capacity-blocks.json" with { type: "json" };
import { factDate, sourced } from "./sourced.ts";

const count = z.int().positive();
const utcTime = z.string().regex(/^\d{2}:\d{2}$/);

const priceSchema = z.strictObject({
  instance: z.string(),
  /** USD per instance-hour, paid up front; null where the last price set does not state it. */
  usdPerHour: z.number().positive().nullable(),
  /** Regions of this price, in the words of the source. */
  where: z.string(),
  /** First day of the price; null where only the day it was seen is known. */
  effective: factDate.nullable(),
  checked: factDate,
  superseded: z.boolean(),
  verified: z.boolean(),
  note: z.string().nullable(),
});

const offerSchema = z.strictObject({ instance: z.string(), regions: z.array(z.string()), localZones: z.array(z.string()) });

/** Prices, regions and rules of Capacity Blocks for ML. */
export const capacityBlocksSchema = z.strictObject({
  prices: z.strictObject({ unit: z.string(), secondSource: z.string(), entries: z.array(priceSchema), ...sourced }),
  regions: z.strictObject({ entries: z.array(offerSchema), ...sourced }),
  rules: z.strictObject({
    minDays: count,
    maxDays: count,
    /** Up to this many days a block is sold by the day, beyond it by the week. */
    dailyUpToDays: count,
    weekDays: count,
    maxInstancesPerBlock: count,
    maxInstancesAcrossBlocks: count,
    bookAheadMinMinutes: count,
    bookAheadMaxDays: count,
    startsUtc: utcTime,
    /** EC2 begins to terminate the instances this long before the block ends. */
    endsEarlyMinutes: count,
    /** Availability zones that one block spans. */
    zones: count,
    cancellable: z.boolean(),
    unusedIsBilled: z.boolean(),
    /** Name of the service quota, which may be 0 in a new account. */
    quota: z.string(),
    ...sourced,
  }),
});

export type CapacityBlockPrice = z.infer<typeof priceSchema>;

const blocks = data as z.infer<typeof capacityBlocksSchema>;

/** What can be reserved, and how a block ends. */
export const capacityBlockRules = blocks.rules;

/** Prices of the last known set for an instance type, one for each group of regions; empty where none is known. */
export function capacityBlockPrices(instance: string): CapacityBlockPrice[] {
  return blocks.prices.entries.filter((price) => price.instance === instance && !price.superseded && price.usdPerHour !== null);
}

/** Regions in which blocks of an instance type are sold, by code; empty where none is known. */
export function capacityBlockRegions(instance: string): string[] {
  return blocks.regions.entries.find((offer) => offer.instance === instance)?.regions ?? [];
}
