import { resolve } from "node:path";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import type { PreviewResource } from "../../engine/preview.ts";

const root = resolve(import.meta.dirname, "../..");
const made = new Map<string, Promise<readonly PreviewResource[]>>();

/** The resources of an example, previewed once for each worker of the test runner. */
export function previewed(stack: string): Promise<readonly PreviewResource[]> {
  const known = made.get(stack);
  if (known) return known;
  const preview = previewInProcess({ root, stack }).then(({ resources }) => resources);
  made.set(stack, preview);
  return preview;
}

/** The example with the most on AWS, and the one with the most in a cluster: between them nearly every type that a rule is about. */
export const largest = { aws: "r1-distill-32b", kubernetes: "on-prem" } as const;
