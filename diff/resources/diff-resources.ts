import type { PreviewResource } from "../../engine/preview.ts";
import type { SidedStack } from "../model.ts";
import { carriedChanges } from "./cascade.ts";
import { isDeletedFirst } from "./deleted-first.ts";
import { type Pair, pairs } from "./pairs.ts";
import { propertyChanges } from "./property-changes.ts";
import { providerUrn } from "./provider-urn.ts";
import { regionChanges } from "./region.ts";
import { renamed } from "./renamed.ts";
import type { Compared } from "./replacing.ts";
import type { Operation, PropertyChange, ResourceChange } from "./resource-change.ts";

/** A resource on both sides, and what is known so far about how it changes. */
interface Found {
  compared: Compared;
  formerUrn: string | undefined;
  properties: PropertyChange[];
  because: Set<string>;
}

/**
 * What an update from one side to the other does to the resources of a stack, as the engine would plan it for a state that matches the
 * base: replacements and deletions of protected or retained resources first, other replacements and deletions next, then creates and
 * updates.
 *
 * Unchanged resources are left out. Values that are unknown on both sides, and secrets, count as equal.
 */
export function diffResources(base: SidedStack, head: SidedStack): ResourceChange[] {
  const names = new Map(
    pairs(base.preview.resources, head.preview.resources).flatMap(({ before, after }) =>
      before && after && before.urn !== after.urn ? [[before.urn, after.urn] as const] : [],
    ),
  );
  const formerUrns = new Map([...names].map(([former, urn]) => [urn, former]));
  // By position, because references in the resource of the base have been renamed.
  const all = pairs(renamed(base, names), head.preview.resources);
  const providers = new Map(head.preview.resources.map((resource) => [resource.urn, resource]));
  const both = all.flatMap(({ before, after }): Found[] => {
    if (!before || !after) return [];
    const provider = providers.get(providerUrn(after) ?? "")?.inputs;
    const compared = { before, after, provider };
    return [{ compared, formerUrn: formerUrns.get(after.urn), properties: propertyChanges(compared), because: new Set<string>() }];
  });
  regionChanges(both);
  cascade(both, head);
  return [...all.flatMap(oneSided), ...both.flatMap(changed)].toSorted((a, b) => rank(a) - rank(b));
}

const isReplaced = ({ properties }: Found) => properties.some(({ replaces }) => replaces);

/** Follows replacements to their dependents, until nothing new is found. */
function cascade(both: readonly Found[], { symbols }: SidedStack): void {
  for (let grew = true; grew; ) {
    grew = false;
    const urns = (found: readonly Found[]) => new Set(found.map(({ compared }) => compared.after.urn));
    const replaced = both.filter(isReplaced);
    const upstream = {
      replaced: urns(replaced),
      deletedFirst: urns(replaced.filter(({ compared }) => isDeletedFirst(compared))),
      updated: urns(both.filter(({ properties }) => properties.length > 0)),
    };
    for (const found of both) {
      const known = new Set(found.properties.map(({ path }) => path));
      const carried = carriedChanges(found.compared, upstream, symbols);
      const come = carried.filter(({ change }) => !known.has(change.path));
      for (const { because } of carried) for (const urn of because) found.because.add(urn);
      found.properties.push(...come.map(({ change }) => change));
      grew ||= come.length > 0;
    }
  }
}

function changed(found: Found): ResourceChange[] {
  const { compared, formerUrn, properties, because } = found;
  if (properties.length === 0) return [];
  const change = changeOf(isReplaced(found) ? "replace" : "update", compared.after, compared.before, properties);
  return [{ ...change, ...(formerUrn !== undefined && { formerUrn }), ...(because.size > 0 && { because: [...because].sort() }) }];
}

function oneSided({ before, after }: Pair): ResourceChange[] {
  if (before && after) return [];
  return before ? [changeOf("delete", before, before, [])] : [changeOf("create", after!, after!, [])];
}

/** `named` is the resource by its URN, `held` the one that exists now. */
function changeOf(operation: Operation, named: PreviewResource, held: PreviewResource, properties: PropertyChange[]): ResourceChange {
  const { urn, type, name } = named;
  return { operation, urn, type, name, protect: held.protect, retainOnDelete: held.retainOnDelete, properties };
}

function rank({ operation, protect, retainOnDelete }: ResourceChange): number {
  const ends = operation === "replace" || operation === "delete";
  return ends ? (protect || retainOnDelete ? 0 : 1) : 2;
}
