import { capacityBlockPrices, capacityBlockRegions } from "../../catalog/capacity-blocks.ts";
import { priceDate } from "../../catalog/instances.ts";
import { usdPerHour } from "../units.ts";
import { catalogPrices, type Prices } from "./prices.ts";

/** Region of every price of the catalog but those of Capacity Blocks. */
const pricedRegion = "us-east-1";

/** Whether a price of a Capacity Block holds in a region, by the words of its source; where they leave a region open, it does not. */
function holdsIn(where: string, region: string): boolean {
  const us = region.startsWith("us-");
  if (where === "US") return us;
  if (where === "outside US") return !us;
  return where === "all listed" || (where.startsWith("most regions") && region !== "us-west-1");
}

/** USD per hour of a Capacity Block in a region, from the catalog; null where it is not sold there or no price of it there is known. */
export function blockPriceIn(instance: string, region: string): number | null {
  if (!capacityBlockRegions(instance).includes(region)) return null;
  return capacityBlockPrices(instance).find(({ where }) => holdsIn(where, region))?.usdPerHour ?? null;
}

/**
 * Prices of the catalog in a region: Capacity Blocks at that region's price, where they are sold there; all else is of us-east-1, of which
 * alone the catalog has prices, and `basis` says so.
 */
export function pricesIn(region: string): Prices {
  const blocks = `Capacity Blocks of ${region}, 2026-08-22`;
  const rest = `instances on demand of ${priceDate}, other services of 2026-05 to 2026-11 (partly recalled)`;
  return {
    ...catalogPrices,
    region,
    basis:
      region === pricedRegion
        ? `${region}; ${blocks}, ${rest}`
        : `${pricedRegion}, because the catalog has none of ${region} but of Capacity Blocks, nor whether an instance is sold there on demand; ${blocks}, ${rest}`,
    instance: (name, purchase) => {
      if (purchase !== "capacity-block") return catalogPrices.instance(name, purchase);
      const price = blockPriceIn(name, region);
      return price === null ? null : usdPerHour(price);
    },
  };
}
