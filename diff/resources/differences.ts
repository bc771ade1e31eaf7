import { isDeepStrictEqual } from "node:util";
import { covers, type PathPattern, type PropertyPath } from "./property-path.ts";

/** Two values at one place that are not the same; absent is undefined. */
export interface Difference {
  path: PropertyPath;
  before: unknown;
  after: unknown;
}

/** How values are to be compared. */
export interface Comparison {
  /** Lists whose order means nothing. */
  sets: readonly PathPattern[];
  /** Places that are not looked at. */
  ignored: readonly PathPattern[];
  /** Whether two texts that differ mean the same. */
  sameText: (one: string, other: string) => boolean;
}

/** The places at which two values differ, as deep as both have a value there. */
export function differences(before: unknown, after: unknown, comparison: Comparison, path: PropertyPath = []): Difference[] {
  if (isDeepStrictEqual(before, after) || comparison.ignored.some((pattern) => covers(pattern, path))) return [];
  const within = (key: string | number, one: unknown, other: unknown) => differences(one, other, comparison, [...path, key]);
  if (Array.isArray(before) && Array.isArray(after)) {
    if (comparison.sets.some((pattern) => pattern.length === path.length && covers(pattern, path)))
      return setDifferences(before, after).flatMap(([index, one, other]) => within(index, one, other));
    return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => within(i, before[i], after[i])).flat();
  }
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => within(key, before[key], after[key]));
  if (typeof before === "string" && typeof after === "string" && comparison.sameText(before, after)) return [];
  return [{ path, before, after }];
}

/**
 * Elements that only one of two sets has. The first that went is paired with the first that came, and so on, at the index of the one that came,
 * so that a changed element shows as one.
 */
function setDifferences(before: readonly unknown[], after: readonly unknown[]): [index: number, before: unknown, after: unknown][] {
  const [gone, come] = [onlyIn(before, after), onlyIn(after, before)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => [
    (come[i] ?? gone[i])!.index,
    gone[i]?.element,
    come[i]?.element,
  ]);
}

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
