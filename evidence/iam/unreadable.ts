import { type Formula, open } from "./formula.ts";
import type { Unreadable } from "./pattern.ts";

/** The result for a text that cannot be read: it is open. @param place what is tested against the text */
export const unreadable = (pattern: Unreadable | undefined, place: string): Formula =>
  open(pattern?.unreadable ?? "a part that is missing", pattern?.same === undefined ? undefined : `${place} ${pattern.same}`);
