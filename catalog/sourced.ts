import { z } from "zod";

/** Day (or month, if the day is not known) on which a fact was true or was read. */
export const factDate = z.union([z.iso.date(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)]);

/** Every fact has its source and date; schemas of facts spread this. */
export const sourced = {
  source: z.string().min(10),
  date: factDate,
};

export type Sourced = { [Key in keyof typeof sourced]: z.infer<(typeof sourced)[Key]> };

/** A dotted release number such as `0.32.0`. */
export const release = z.string().regex(/^\d+(\.\d+)*$/);
