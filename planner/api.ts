/**
 * `modelkeep/planner`: which hardware holds a model, how fast it serves and what it costs, by pure arithmetic over the catalog.
 * @packageDocumentation
 */
export { findInstance, type Instance, instances } from "../catalog/instances.ts";
export { findModel, type Model, models } from "../catalog/models.ts";
export type { ChoiceAsk } from "./choice/choice-ask.ts";
export { type Choice, checkAsk, choose } from "./choice/choose.ts";
export { type BreakEven, breakEven, type OwnCost } from "./cost/break-even.ts";
export { type CostAsk, costDefaults, type ModelCostAsk } from "./cost/cost-ask.ts";
export { type KeepCost, keepCost } from "./cost/keep-cost.ts";
export { catalogPrices, type Prices, type Purchase, withOverrides } from "./cost/prices.ts";
export { pricesIn } from "./cost/region-prices.ts";
export { planFit } from "./fit.ts";
export type { FitAsk } from "./fit-ask.ts";
export type { Fit, PlannedFit } from "./planned-fit.ts";
export { type ColdStart, type ColdStartOptions, coldStart, plainStart } from "./start-up/cold-start.ts";
export { type Suggestion, suggestInstances } from "./suggest.ts";
export * from "./units.ts";
