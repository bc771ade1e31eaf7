import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "./fault.ts";

/** The source with the fault in it; undefined unless the text to replace occurs exactly once. */
export function edited(source: string, { find, replace }: Pick<Fault, "find" | "replace">): string | undefined {
  const parts = source.split(find);
  return parts.length === 2 ? parts.join(replace) : undefined;
}

/**
 * Does something while a file of a tree has a fault in it.
 * @throws Error where the text to replace does not occur exactly once
 */
export async function withFault<Result>(tree: string, fault: Fault, work: () => Promise<Result>): Promise<Result> {
  const path = join(tree, fault.file);
  const source = readFileSync(path, "utf8");
  const text = edited(source, fault);
  if (text === undefined) throw new Error(`the text to replace does not occur exactly once in ${fault.file}: ${fault.find}`);
  writeFileSync(path, text);
  try {
    return await work();
  } finally {
    writeFileSync(path, source);
  }
}
