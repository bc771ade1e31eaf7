import type { PreviewResource } from "../../engine/preview.ts";
import { symbolicExample } from "../support/symbolic-example.ts";

const made = new Map<string, Promise<readonly PreviewResource[]>>();

/** The resources of an example, previewed plainly. */
export function previewed(stack: string): Promise<readonly PreviewResource[]> {
  const known = made.get(stack);
  if (known) return known;
  const preview = symbolicExample(stack).then(({ plain }) => plain.resources);
  made.set(stack, preview);
  return preview;
}

/** The example with the most on AWS, and the one with the most in a cluster: between them nearly every type that a rule is about. */
export const largest = { aws: "r1-distill-32b", kubernetes: "on-prem" } as const;
