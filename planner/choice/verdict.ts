import { hostedPerMonth, type OwnCost, ownPerMonth } from "../cost/break-even.ts";
import { type Candidate, singleOnSpot } from "./candidate.ts";
import type { ChoiceAsk } from "./choice-ask.ts";
import { type Choice, mainReason } from "./choose.ts";
import type { Hosted } from "./hosted.ts";
import { goalInWords, nearest } from "./latency-goal.ts";

const usd = (value: number) => `${Math.round(value).toLocaleString("en-US")} USD`;
const tokens = (value: number) => Math.round(value).toLocaleString("en-US");

/** Reasons to self-host other than cost. */
const unless = "unless data residency or control is decisive";

/**
 * The verdict in one sentence: own, or do not self-host, compared with the cheapest hosted service of the same model at the requested load.
 * Other vendors' models do not count.
 */
export function verdictOn(
  ask: ChoiceAsk,
  { winner, hosted, choice }: { winner: Candidate | undefined; hosted: readonly Hosted[]; choice: Choice },
): string {
  if (!winner) return unserved(ask, choice);
  return `${onCost(ask, winner.own, hosted)}${inTime(ask)}`;
}

/** That the replicas meet their latency goals; empty if none is set. */
export function inTime({ latency = {} }: ChoiceAsk): string {
  const goal = goalInWords(latency);
  return goal === "" ? "" : ` It meets ${goal}, by expected values.`;
}

/** Cost verdict in one sentence. */
export function onCost(ask: ChoiceAsk, cost: OwnCost, hosted: readonly Hosted[]): string {
  const own = ownPerMonth(cost, ask.tokensPerDay);
  const same = hosted.find(({ api }) => api.serves.length > 0);
  if (!same) return `No verdict on cost: no hosted service of this model is in the catalog; owning costs ${usd(own)} a month.`;
  const at = `at ${same.api.provider}`;
  const { load } = same.breakEven;
  if (load === null) {
    const difference = ask.tokensPerDay > 0 ? `${usd(own)} a month to own, ${usd(same.perMonth)} ${at}` : `${usd(own)} a month to own`;
    return `Do not self-host: ${difference}, and never cheaper at any load, ${unless}.`;
  }
  if (ask.tokensPerDay === 0) return `Own from ${tokens(load)} tokens a day; below that the same tokens cost less ${at}, ${unless}.`;
  const there = hostedPerMonth(same.price, ask.tokensPerDay);
  return same.owningWins
    ? `Own: saves ${usd(there - own)} a month against ${same.api.model} ${at}.`
    : `Do not self-host: ${usd(own)} a month to own, ${usd(there)} ${at}, ${unless}.`;
}

/** That nothing qualifies, in one sentence; with the reason for a single instance type. */
function unserved({ model, contextTokens, latency = {} }: ChoiceAsk, choice: Choice): string {
  const [only, ...others] = new Set(choice.rejected.map(({ instance }) => instance));
  if (others.length > 0 && nearest(choice.rejected))
    return `Nothing in the catalog serves ${model.name} with ${goalInWords(latency)}: ${mainReason(choice)}.`;
  const unsafeSpot = choice.rejected.find(({ reason }) => reason === singleOnSpot);
  if (unsafeSpot) return `${unsafeSpot.instance} is large enough, but not with this purchase option: ${singleOnSpot}.`;
  if (only === undefined || others.length > 0)
    return `Nothing in the catalog holds ${model.name} with ${tokens(contextTokens)} tokens of context.`;
  return `${only} does not serve ${model.name} with ${tokens(contextTokens)} tokens of context: ${mainReason(choice)}.`;
}
