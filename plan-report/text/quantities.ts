import type { Range } from "../../planner/range.ts";
import { type Bytes, inGib } from "../../planner/units.ts";

/** A whole number with separators. */
export const count = (value: number) => Math.round(value).toLocaleString("en-US");
/** Bytes as GiB, to a tenth. */
export const gib = (value: Bytes) => inGib(value).toFixed(1);
/** The ends of a range; empty where it is a single number. */
export const span = (range: Range, print: (value: number) => string) =>
  range.low === range.high ? "" : `${print(range.low)} to ${print(range.high)}`;
/** Seconds, or minutes where there are many. */
export const duration = (value: number) => (value < 90 ? `${value.toFixed(0)} s` : `${(value / 60).toFixed(1)} min`);
