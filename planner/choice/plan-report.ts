import { gpuRelease } from "../../catalog/images.ts";
import { validationText } from "../../catalog/validated-configurations.ts";
import { type BreakEven, breakEven } from "../cost/break-even.ts";
import { stalePrices, type UsedPrice } from "../cost/price-age.ts";
import type { Prices } from "../cost/prices.ts";
import { type WayToPay, waysToPay } from "../cost/ways-to-pay.ts";
import { checkpointOf } from "../fit-model.ts";
import { type ColdStart, coldStart, savings } from "../start-up/cold-start.ts";
import { bytes, type UsdPerMillionTokens } from "../units.ts";
import { type Candidate, costAsk, weigh } from "./candidate.ts";
import { capacitySettings } from "./capacity-settings.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import type { Choice } from "./choose.ts";
import { type Hosted, hostedOf } from "./hosted.ts";
import { type Lean, leanOptions } from "./lean.ts";
import { type VariantAsk, type VariantChoice, variantChoices } from "./variant-choice.ts";
import { verdictOn } from "./verdict.ts";

/** How the break-even changes with unknowns. */
export interface Sensitivity {
  utilization: number;
  hoursPerDay: number;
  breakEven: BreakEven;
}

/** Everything that `modelkeep plan` shows, as plain values. */
export interface PlanReport {
  /** The verdict in one sentence. */
  verdict: string;
  ask: ChoiceAsk;
  /** `stale`: prices used by the plan that are old enough to be checked again. */
  prices: { currency: string; basis: string; stale: ReturnType<typeof stalePrices> };
  choice: Choice;
  /** The cheapest; undefined if nothing qualifies. */
  winner: Candidate | undefined;
  /** Whether the project has seen the model on the winner's GPUs, in words; undefined without a winner. */
  validation: string | undefined;
  /** The bill of its replicas for each purchase option; empty without a winner. */
  ways: WayToPay[];
  hosted: Hosted[];
  sensitivity: Sensitivity[];
  start: ColdStart | undefined;
  savings: ReturnType<typeof savings>;
  lean: Lean[];
  /** The same model in other weights, itself among them; empty where there are none. */
  variants: VariantChoice[];
  settings: { capacity: ReturnType<typeof capacitySettings> } | undefined;
}

/** Utilizations and hours that the break-even is shown for. */
const cases = { utilization: [0.2, 0.4, 0.6, 0.8], hoursPerDay: [8, 24] };

/**
 * Combines a choice, its costs and the costs of hosted services. The age of a price is counted up to `today`; `reckoned` adds weight
 * formats for which the catalog has no checkpoint.
 */
export function planReport(
  ask: ChoiceAsk,
  choice: Choice,
  prices: Prices,
  today: Date = new Date(),
  { reckoned = false }: VariantAsk = {},
): PlanReport {
  const [winner] = choice.ranked;
  const hosted = winner ? hostedOf(ask, winner, prices) : [];
  const cheapest = hosted.find(({ api }) => api.serves.length > 0) ?? hosted[0];
  const checkpoint = bytes(checkpointOf(ask.model));
  return {
    verdict: verdictOn(ask, { winner, hosted, choice }),
    ask,
    prices: { currency: prices.currency, basis: prices.basis, stale: stalePrices(usedPrices(winner, hosted, prices), today) },
    choice,
    winner,
    validation: winner && validationOf(ask, winner),
    ways: winner ? waysToPay({ ...costAsk(ask, winner.instance.name, winner.purchase), replicas: winner.replicas }, prices) : [],
    hosted,
    sensitivity: winner && cheapest ? sensitivityOf(ask, winner, cheapest.price, prices) : [],
    start: winner && coldStart(winner.instance, checkpoint),
    savings: winner ? savings(winner.instance, checkpoint) : [],
    lean: leanOptions(ask, prices, winner).slice(0, 3),
    variants: variantChoices(ask, choice, prices, reckoned),
    settings: winner && { capacity: capacitySettings(winner, ask.concurrent) },
  };
}

function validationOf({ model }: ChoiceAsk, { instance: { gpu, gpuCount } }: Candidate): string {
  return validationText({ model: model.name, vllm: gpuRelease, gpu, gpus: gpuCount, nodes: 1 });
}

/** Prices of the winner's bill and of the hosted services. */
function usedPrices(winner: Candidate | undefined, hosted: Hosted[], prices: Prices): UsedPrice[] {
  if (!winner) return [];
  return [
    ...prices.dates(winner.instance.name, winner.purchase),
    ...hosted.map(({ api }) => ({ what: `${api.provider} ${api.model}`, date: api.date })),
  ];
}

/** The same instance at other utilizations and hours per day. */
function sensitivityOf(ask: ChoiceAsk, { instance, purchase }: Candidate, price: UsdPerMillionTokens, prices: Prices): Sensitivity[] {
  return cases.utilization.flatMap((utilization) =>
    cases.hoursPerDay.flatMap((hoursPerDay) => {
      const weighed = weigh({ ...ask, utilization, hoursPerDay }, instance, purchase, prices);
      return "own" in weighed ? [{ utilization, hoursPerDay, breakEven: breakEven(weighed.own, price) }] : [];
    }),
  );
}
