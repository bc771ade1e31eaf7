import type { Keep } from "../keep.ts";
import type { Problem } from "../problem.ts";

/** Judges parsed settings as a whole; returns every problem it sees. */
export type Check = (keep: Keep, now: Date) => Problem[];
