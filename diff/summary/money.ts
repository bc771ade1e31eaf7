import type { CostChange } from "../cost/cost-change.ts";

/** USD with separators; cents only below 100. */
export const usd = (value: number): string =>
  `${value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })} USD`;

/** An amount with its sign, `+312 USD`. */
export const signedUsd = (value: number): string => `${value > 0 ? "+" : ""}${usd(value)}`;

/** `8,123 USD to 9,456 USD (+16.4%)`; one amount where both are the same. */
export function moneyChange({ before, after }: { before?: number; after?: number }): string {
  if (before === undefined && after === undefined) return "no price known";
  if (before === after) return usd(after!);
  if (before === undefined) return `${usd(after!)}, unknown before`;
  if (after === undefined) return `unknown, was ${usd(before)}`;
  const share = before === 0 ? "" : ` (${after > before ? "+" : ""}${(((after - before) / before) * 100).toFixed(1)}%)`;
  return `${usd(before)} to ${usd(after)}${share}`;
}

/** The monthly cost in one line: with minimum replicas, and with maximum replicas where that differs. */
export function monthText({ perMonth, perMonthAtMost }: CostChange): string {
  const least = moneyChange(perMonth);
  const most = moneyChange(perMonthAtMost);
  return least === most ? least : `${least}; at most ${most}`;
}
