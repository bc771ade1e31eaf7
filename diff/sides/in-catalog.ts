import { noOwnCatalog, withOwnCatalog } from "../../catalog/own-catalog.ts";
import type { SidedStack } from "../model.ts";

/** Runs `act` with what the project of a side adds to the catalog, and with nothing of another. */
export function inCatalogOf<Result>(side: Pick<SidedStack, "catalog"> | undefined, act: () => Result): Result {
  return withOwnCatalog(side?.catalog ?? noOwnCatalog, act);
}
