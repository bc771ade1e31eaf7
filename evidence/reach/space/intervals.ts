/** Whole numbers `first` to `last`, both included. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** A set of whole numbers: sorted intervals that neither touch nor overlap. Equal sets are equal values. */
export type Intervals = readonly Interval[];

export const none: Intervals = [];

export const interval = (first: bigint | number, last: bigint | number): Intervals => [{ first: BigInt(first), last: BigInt(last) }];

/** Numbers in any of the sets. */
export function unite(sets: readonly Intervals[]): Intervals {
  const found: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of sets.flat().sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const open = found.at(-1);
    if (open && first <= open.last + 1n) {
      if (last > open.last) open.last = last;
    } else found.push({ first, last });
  }
  return found;
}

/** Numbers in both sets. */
export function meet(a: Intervals, b: Intervals): Intervals {
  const found: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!];
    const first = x.first > y.first ? x.first : y.first;
    const last = x.last < y.last ? x.last : y.last;
    if (first <= last) found.push({ first, last });
    if (x.last < y.last) i++;
    else j++;
  }
  return found;
}

/** Numbers of `a` that are not in `b`. */
export function without(a: Intervals, b: Intervals): Intervals {
  const found: Interval[] = [];
  for (const { first, last } of a) {
    let start = first;
    for (const hole of b) {
      if (hole.last < start || hole.first > last) continue;
      if (hole.first > start) found.push({ first: start, last: hole.first - 1n });
      start = hole.last + 1n;
    }
    if (start <= last) found.push({ first: start, last });
  }
  return found;
}
