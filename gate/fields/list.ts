import { z } from "zod";

/**
 * A list of which the first wrong item ends the reading: zod reads on, and writes down what is wrong with each, which took a tenth of a second of
 * everybody's for 50 KB of wrong items.
 */
export function list<Item>(item: z.ZodType<Item>, { least = 0, most }: { least?: number; most: number }): z.ZodType<Item[]> {
  return z
    .array(z.unknown())
    .min(least)
    .max(most)
    .transform((values, { issues }) => {
      const items: Item[] = [];
      for (const [index, value] of values.entries()) {
        const read = item.safeParse(value);
        if (!read.success) {
          const { path, message } = read.error.issues[0]!;
          issues.push({ code: "custom", path: [index, ...path], message, input: value });
          return z.NEVER;
        }
        items.push(read.data);
      }
      return items;
    });
}
