import type { PreviewResource } from "../../engine/preview.ts";

/** A resource on both sides, or on one. */
export interface Pair {
  before?: PreviewResource;
  after?: PreviewResource;
}

/**
 * Which resource of one side is which of the other: by URN, and where the head has an alias for it, by that. Resources that the program only
 * reads are nobody's to change and left out.
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
  // Every name of its own first: an alias takes nothing from a resource that still has its name.
  const same = new Map(own.map(({ urn }) => [urn, taken(urn)]));
  const paired = own.map((after) => {
    const before = same.get(after.urn) ?? after.aliases?.map(taken).find((found) => found !== undefined);
    return { after, ...(before && { before }) };
  });
  return [...paired, ...[...left.values()].map((before) => ({ before }))];
}

const isOwn = ({ readId }: PreviewResource) => readId === undefined;
