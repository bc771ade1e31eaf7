import { capacityBlockPrices, capacityBlockRegions } from "../../catalog/capacity-blocks.ts";
import { knownInstances, priceDate } from "../../catalog/instances.ts";
import { ownInstancePrice } from "../../catalog/own-catalog.ts";
import { usdPerHour } from "../units.ts";
import { catalogPrices, ownPricesFirst, type Prices } from "./prices.ts";

/** Region of every catalog price except those of Capacity Blocks. */
const pricedRegion = "us-east-1";

/** Whether a Capacity Block price applies to a region, by the wording of its source; if that is ambiguous, it does not. */
function holdsIn(where: string, region: string): boolean {
  const us = region.startsWith("us-");
  if (where === "US") return us;
  if (where === "outside US") return !us;
  return where === "all listed" || (where.startsWith("most regions") && region !== "us-west-1");
}

/** USD per hour of a Capacity Block in a region, from the catalog; null if it is not sold there or no price is known. */
export function blockPriceIn(instance: string, region: string): number | null {
  if (!capacityBlockRegions(instance).includes(region)) return null;
  return capacityBlockPrices(instance).find(({ where }) => holdsIn(where, region))?.usdPerHour ?? null;
}

/**
 * Catalog prices in a region: Capacity Blocks at that region's price, if they are sold there; all others are of us-east-1, the only region
 * in the catalog, and `basis` states so.
 */
export function pricesIn(region: string): Prices {
  return {
    ...catalogPrices,
    region,
    basis: ownPricesFirst(basisIn(region)),
    instance: (name, purchase) => {
      if (purchase !== "capacity-block" || ownInstancePrice(name, purchase)) return catalogPrices.instance(name, purchase);
      const price = blockPriceIn(name, region);
      return price === null ? null : usdPerHour(price);
    },
  };
}

function basisIn(region: string): string {
  const checked = knownInstances().flatMap(({ name }) => (blockPriceIn(name, region) === null ? [] : capacityBlockPrices(name)));
  const blocks = checked.length === 0 ? "" : `Capacity Blocks of ${region}, ${checked.map((price) => price.checked).sort()[0]}, `;
  const rest = `${blocks}instances on demand of ${priceDate}, other services of 2026-05 to 2026-11 (partly recalled)`;
  if (region === pricedRegion) return `${region}; ${rest}`;
  const but = checked.length === 0 ? ", nor of a Capacity Block there" : " but of Capacity Blocks";
  return `${pricedRegion}, because the catalog has none of ${region}${but}; whether an instance is sold there on demand it does not know; ${rest}`;
}
