import { z } from "zod";

/**
 * A name of the catalog, as an enum that is evaluated at parse time: a project adds its own names, and a comparison parses settings of two
 * projects with one schema.
 * @param names the currently accepted names
 */
export function catalogName(names: () => readonly string[], description: string) {
  return z
    .string()
    .check(({ value, issues }) => {
      if (!names().includes(value)) issues.push({ code: "invalid_value", values: [...names()], input: value });
    })
    .meta({
      get enum() {
        return [...names()];
      },
      description,
    });
}
