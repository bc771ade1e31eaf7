/** A prediction: the expected value, the lowest and highest plausible ones, and the cause of the uncertainty. */
export interface Range<Q extends number = number> {
  low: Q;
  mid: Q;
  high: Q;
  /** Why it is not a single number; empty if it is. */
  why: string;
}

/** An exact value. */
export const exactly = <Q extends number>(value: Q): Range<Q> => ({ low: value, mid: value, high: value, why: "" });

/**
 * A value between two others.
 * @throws RangeError if the middle is outside the range.
 */
export function between<Q extends number>(low: Q, mid: Q, high: Q, why: string): Range<Q> {
  if (!(low <= mid && mid <= high)) throw new RangeError(`a range from ${low} to ${high} does not hold ${mid}`);
  return { low, mid, high, why };
}

const because = (...ranges: Range[]) => [...new Set(ranges.map(({ why }) => why).filter(Boolean))].join("; ");

/** The sum of ranges with independent errors: midpoints add up, deviations as the root of the sum of squares. */
export function sum<Q extends number>(...ranges: Range<Q>[]): Range<Q> {
  const mid = ranges.reduce((total, range) => total + range.mid, 0);
  const spread = (end: (range: Range) => number) => Math.sqrt(ranges.reduce((total, range) => total + (end(range) - range.mid) ** 2, 0));
  return {
    low: (mid - spread(({ low }) => low)) as Q,
    mid: mid as Q,
    high: (mid + spread(({ high }) => high)) as Q,
    why: because(...ranges),
  };
}

/** A range mapped through a non-decreasing (or, with `falling`, non-increasing) function. */
export function mapped<Q extends number, R extends number>(range: Range<Q>, through: (value: Q) => R, falling = false): Range<R> {
  const [low, high] = falling ? [range.high, range.low] : [range.low, range.high];
  return { low: through(low), mid: through(range.mid), high: through(high), why: range.why };
}
