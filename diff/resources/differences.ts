import { isDeepStrictEqual } from "node:util";
import { paired, pairedElements } from "./lists.ts";
import { parsedJson } from "./policy-text.ts";
import { covers, type PathPattern, type PropertyPath } from "./property-path.ts";

/** Two differing values at one path; absent is undefined. */
export interface Difference {
  path: PropertyPath;
  before: unknown;
  after: unknown;
}

/** How values are compared. */
export interface Comparison {
  /** Lists whose order is not significant. */
  sets: readonly PathPattern[];
  /** Paths that are ignored. */
  ignored: readonly PathPattern[];
  /** Whether two different texts are equivalent. */
  sameText: (one: string, other: string) => boolean;
  /** Whether two JSON texts are compared by content. @default false */
  jsonTexts?: boolean;
}

/** The paths at which two values differ, as deep as both have a value. */
export function differences(before: unknown, after: unknown, comparison: Comparison, path: PropertyPath = []): Difference[] {
  if (isDeepStrictEqual(before, after) || comparison.ignored.some((pattern) => covers(pattern, path))) return [];
  const within = (key: string | number, one: unknown, other: unknown) => differences(one, other, comparison, [...path, key]);
  if (Array.isArray(before) && Array.isArray(after)) {
    if (comparison.sets.some((pattern) => pattern.length === path.length && covers(pattern, path)))
      return setDifferences(before, after).flatMap(([index, one, other]) => within(index, one, other));
    return pairedElements(before, after).flatMap(([index, one, other]) => within(index, one, other));
  }
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => within(key, before[key], after[key]));
  if (typeof before === "string" && typeof after === "string") {
    if (comparison.sameText(before, after)) return [];
    const [old, now] = comparison.jsonTexts ? [before, after].map(parsedJson) : [];
    const inner = old && now ? differences(old, now, comparison, path) : [];
    // Equivalent texts that are written differently still differ as texts.
    if (inner.length > 0) return inner;
  }
  return [{ path, before, after }];
}

/** Elements that only one of two sets has, at the index of the added one. */
const setDifferences = (before: readonly unknown[], after: readonly unknown[]) => paired(onlyIn(before, after), onlyIn(after, before));

function onlyIn(all: readonly unknown[], others: readonly unknown[]): { index: number; element: unknown }[] {
  const left = [...others];
  return all.flatMap((element, index) => {
    const twin = left.findIndex((other) => isDeepStrictEqual(element, other));
    if (twin < 0) return [{ index, element }];
    left.splice(twin, 1);
    return [];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
