import type { ChoiceAsk } from "../../planner/choice/choice-ask.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { staleAfterDays } from "../../planner/cost/price-age.ts";
import { count } from "./quantities.ts";

/** The request, in one line. */
export function askedLine({ model, contextTokens, concurrent, tokensPerDay, mix }: ChoiceAsk): string {
  const load = tokensPerDay > 0 ? `, ${count(tokensPerDay)} tokens/day (${(mix.input * 100).toFixed(0)}% in)` : "";
  return `${model.name}: ${count(contextTokens)} tokens of context, ${concurrent} at once${load}`;
}

/** A warning about stale prices. */
export function staleLines(stale: PlanReport["prices"]["stale"]): string[] {
  if (stale.length === 0) return [];
  const each = stale.map(({ what, date, ageDays }) => `${what} (${date}, ${ageDays} days)`);
  return [`warning: prices older than ${staleAfterDays} days, check them before you decide: ${each.join(", ")}`];
}
