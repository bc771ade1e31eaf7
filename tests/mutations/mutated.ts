import type { Mutation } from "./mutation.ts";

/** The source with the edit made; undefined unless the text to replace occurs exactly once. */
export function mutated(source: string, { find, replace }: Mutation): string | undefined {
  const parts = source.split(find);
  return parts.length === 2 ? parts.join(replace) : undefined;
}
