import { hostedPerMonth, type OwnCost, ownPerMonth } from "../cost/break-even.ts";
import { aloneOnSpot, type Candidate } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { type Choice, mainReason } from "./choose.ts";
import type { Hosted } from "./hosted.ts";
import { goalInWords, nearest } from "./latency-goal.ts";

const usd = (value: number) => `${Math.round(value).toLocaleString("en-US")} USD`;
const tokens = (value: number) => Math.round(value).toLocaleString("en-US");

/** What remains where money does not decide. */
const unless = "unless residency or control decide";

/**
 * The answer of a plan in one sentence: to own, or not to self-host, beside the cheapest hosted service of the same model at the load that
 * was asked. Other vendors' models give no verdict.
 */
export function verdictOn(
  ask: ChoiceAsk,
  { winner, hosted, choice }: { winner: Candidate | undefined; hosted: readonly Hosted[]; choice: Choice },
): string {
  if (!winner) return unserved(ask, choice);
  return `${onCost(ask, winner.own, hosted)}${inTime(ask)}`;
}

/** That the bill is of replicas that reach their goals; empty where none is set. */
export function inTime({ latency = {} }: ChoiceAsk): string {
  const goal = goalInWords(latency);
  return goal === "" ? "" : ` It keeps ${goal}, by expected values.`;
}

/** Whether to own, in one sentence. */
export function onCost(ask: ChoiceAsk, cost: OwnCost, hosted: readonly Hosted[]): string {
  const own = ownPerMonth(cost, ask.tokensPerDay);
  const same = hosted.find(({ api }) => api.serves.length > 0);
  if (!same) return `No verdict on cost: no hosted service of this model is in the catalog; to own it is ${usd(own)} a month.`;
  const at = `at ${same.api.provider}`;
  const { load } = same.breakEven;
  if (load === null) {
    const difference = ask.tokensPerDay > 0 ? `${usd(own)} a month to own, ${usd(same.perMonth)} ${at}` : `${usd(own)} a month to own`;
    return `Do not self-host: ${difference}, and never cheaper at any load, ${unless}.`;
  }
  if (ask.tokensPerDay === 0) return `Own from ${tokens(load)} tokens a day on; below that the same tokens cost less ${at}, ${unless}.`;
  const there = hostedPerMonth(same.price, ask.tokensPerDay);
  return same.owningWins
    ? `Own: saves ${usd(there - own)} a month against ${same.api.model} ${at}.`
    : `Do not self-host: ${usd(own)} a month to own, ${usd(there)} ${at}, ${unless}.`;
}

/** That nothing would do, in one sentence; of one instance type alone with the reason. */
function unserved({ model, contextTokens, latency = {} }: ChoiceAsk, choice: Choice): string {
  const [only, ...others] = new Set(choice.rejected.map(({ instance }) => instance));
  if (others.length > 0 && nearest(choice.rejected))
    return `Nothing in the catalog serves ${model.name} with ${goalInWords(latency)}: ${mainReason(choice)}.`;
  const alone = choice.rejected.find(({ reason }) => reason === aloneOnSpot);
  if (alone) return `${alone.instance} would do, and is not bought so: ${aloneOnSpot}.`;
  if (only === undefined || others.length > 0)
    return `Nothing in the catalog holds ${model.name} with ${tokens(contextTokens)} tokens of context.`;
  return `${only} does not serve ${model.name} with ${tokens(contextTokens)} tokens of context: ${mainReason(choice)}.`;
}
