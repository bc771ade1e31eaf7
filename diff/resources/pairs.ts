import type { PreviewResource } from "../../engine/preview.ts";

/** A resource on both sides, or on one of them. */
export interface Pair {
  before?: PreviewResource;
  after?: PreviewResource;
}

/**
 * Matches the resources of both sides: by URN, and where the head has an alias, by that. Resources that the program only
 * reads are left out.
 * @returns those of the head in their order, then those that only the base has
 */
export function pairs(base: readonly PreviewResource[], head: readonly PreviewResource[]): Pair[] {
  const left = new Map(base.filter(isOwn).map((resource) => [resource.urn, resource]));
  const taken = (urn: string) => {
    const found = left.get(urn);
    left.delete(urn);
    return found;
  };
  const own = head.filter(isOwn);
  // URNs first: an alias must not match a resource that still has its own name.
  const same = new Map(own.map(({ urn }) => [urn, taken(urn)]));
  const paired = own.map((after) => {
    const before = same.get(after.urn) ?? after.aliases?.map(taken).find((found) => found !== undefined);
    return { after, ...(before && { before }) };
  });
  return [...paired, ...[...left.values()].map((before) => ({ before }))];
}

const isOwn = ({ readId }: PreviewResource) => readId === undefined;
