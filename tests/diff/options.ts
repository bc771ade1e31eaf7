import type { DiffOptions } from "../../diff/diff.ts";
import { catalogPrices } from "../../planner/cost/prices.ts";
import { day } from "../evidence/report/reported.ts";

/** A day on which no waiver of a test has expired, the pack as it is, and the catalog's prices on both sides. */
export const options: DiffOptions = { today: day, prices: { base: catalogPrices, head: catalogPrices } };
