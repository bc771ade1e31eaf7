import { z } from "zod";

/**
 * A name of the catalog, as an enum of those that it has when something is parsed: a project adds its own, and a comparison reads settings of
 * two projects by one schema.
 * @param names the names that are accepted now
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
