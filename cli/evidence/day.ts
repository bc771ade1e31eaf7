import { UsageError } from "../../engine/preview.ts";

/** Today in UTC, `YYYY-MM-DD`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** The requested day, or today. @throws UsageError where it is not a valid date */
export function dayOf(asked: string | undefined): { today: string } {
  if (asked === undefined) return { today: today() };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asked) || Number.isNaN(Date.parse(asked)) || new Date(asked).toISOString().slice(0, 10) !== asked)
    throw new UsageError([`--date ${asked} is not a date; accepted: YYYY-MM-DD, such as 2027-03-31`]);
  return { today: asked };
}
