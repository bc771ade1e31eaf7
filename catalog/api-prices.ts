import { z } from "zod";
import data from "./data/api-prices.json" with { type: "json" };
import { ownCatalog } from "./own-catalog.ts";
import { type ApiPrice, apiPriceSchema } from "./rows/api-price.ts";

export { type ApiPrice, apiPriceSchema } from "./rows/api-price.ts";

export const apiPricesSchema = z.strictObject({ unit: z.string(), entries: z.array(apiPriceSchema) });

/** The kit's own rows: list prices of hosted models, each with its own date. */
export const apiPrices = (data as z.infer<typeof apiPricesSchema>).entries;

/** Current prices: the project's, then the kit's latest for every model that the project does not price itself. */
export function currentApiPrices(): ApiPrice[] {
  const own = ownCatalog().apiPrices;
  const isOwn = ({ provider, model }: ApiPrice) => own.some((price) => price.provider === provider && price.model === model);
  return [...own, ...apiPrices.filter((price) => !price.superseded && !isOwn(price))];
}
