import type { PreviewResource } from "../preview.ts";

/**
 * Resources with each parent before its children and siblings by URN. A program registers resources in the order in
 * which its promises settle, which may differ between two runs; this order does not.
 */
export function inTreeOrder(resources: readonly PreviewResource[]): PreviewResource[] {
  const children = Map.groupBy(resources, ({ parent }) => parent);
  const below = (parent: string | undefined): PreviewResource[] =>
    (children.get(parent) ?? []).sort((a, b) => (a.urn < b.urn ? -1 : 1)).flatMap((child) => [child, ...below(child.urn)]);
  return below(undefined);
}
