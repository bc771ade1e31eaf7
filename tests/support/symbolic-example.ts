import { resolve } from "node:path";
import { previewWithSymbols, type SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { cachedPreview } from "./preview-cache.ts";

const root = resolve(import.meta.dirname, "../..");
const made = new Map<string, Promise<SymbolicPreview>>();

/** The symbolic preview of an example stack of this repository; made once for all test files and runs. Not to be changed. */
export function symbolicExample(stack: string): Promise<SymbolicPreview> {
  const known = made.get(stack);
  if (known) return known;
  const preview = cachedPreview(`symbolic-${stack}`, () => previewWithSymbols({ root, stack }));
  made.set(stack, preview);
  return preview;
}
