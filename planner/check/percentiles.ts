import type { Comparison } from "./compare.ts";
import type { Family } from "./family.ts";
import type { Measure } from "./measure.ts";

/** Errors of one kind of measure over the cases of a family whose inputs are known, as absolute shares. */
export interface Percentiles {
  family: Family | "all but v4";
  measure: "pool" | "tokens" | "tokens end to end" | "needed";
  cases: number;
  median: number;
  p90: number;
  worst: number;
}

/** A percentile, linearly interpolated; 0 for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * Measures of a comparison whose inputs are all known. Tokens are predicted from the configuration if that is complete, otherwise from the
 * logged pool. A pool below 0 has no relative error: the verdict on the fit counts such a start.
 */
export function knownMeasures({
  pool,
  tokens,
  tokensOfPool,
  needed,
  missing,
  missingForTokens,
}: Comparison): [Percentiles["measure"], Measure][] {
  const cacheKnown = missingForTokens.length === 0;
  const allKnown = cacheKnown && missing.length === 0;
  const known: [Percentiles["measure"], Measure | null][] = [
    ["pool", missing.length === 0 && (pool?.observed ?? 0) > 0 ? pool : null],
    ["tokens", (allKnown ? tokens : null) ?? (cacheKnown ? tokensOfPool : null)],
    ["tokens end to end", allKnown ? tokens : null],
    ["needed", cacheKnown ? needed : null],
  ];
  return known.flatMap(([name, measure]) => (measure ? [[name, measure]] : []));
}

/** Percentiles by family and measure, for the cases whose inputs are known; and over every family except V4. */
export function percentilesOf(comparisons: Comparison[]): Percentiles[] {
  const errors = new Map<string, { family: Percentiles["family"]; measure: Percentiles["measure"]; values: number[] }>();
  const note = (family: Percentiles["family"], measure: Percentiles["measure"], error: number) => {
    const key = `${family} ${measure}`;
    const entry = errors.get(key) ?? { family, measure, values: [] };
    entry.values.push(Math.abs(error));
    errors.set(key, entry);
  };
  for (const comparison of comparisons)
    for (const [measure, { error }] of knownMeasures(comparison)) {
      note(comparison.family, measure, error);
      if (comparison.family !== "v4") note("all but v4", measure, error);
    }
  return [...errors.values()].map(({ family, measure, values }) => ({
    family,
    measure,
    cases: values.length,
    median: percentile(values, 0.5),
    p90: percentile(values, 0.9),
    worst: Math.max(...values),
  }));
}
