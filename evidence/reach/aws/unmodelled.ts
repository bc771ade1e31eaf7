import type { PreviewResource } from "../../../engine/preview.ts";
import { isGroup, knownType } from "../../../policies/types/known-types.ts";
import type { Inventory } from "../../input/inventory.ts";
import { isHidden } from "../../input/value.ts";
import { known } from "./known-types.ts";

/** Inputs that say nothing about a path, so that they may stay unknown. */
const besides = new Set(["tags", "tagsAll", "policy", "userData", "userDataBase64", "description"]);

/** What of a network's resources cannot be seen, in words: types that the graph does not know, and inputs that are hidden. */
export function unseenIn(inventory: Inventory, own: readonly string[] = []): string[] {
  const foreign = unmodelled(inventory, own).map(({ type, name }) => `${type} ${name} is of a type that nothing here judges`);
  const hidden = inventory.resources
    .filter(({ type }) => known.has(type))
    .flatMap(({ type, name, inputs }) =>
      Object.entries(inputs)
        .filter(([property, value]) => !besides.has(property) && holdsHidden(value))
        .map(([property]) => `${property} of ${type.split(":").pop()} ${name} is not known`),
    );
  return [...foreign, ...hidden];
}

function holdsHidden(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(holdsHidden) : isHidden(value);
}

/**
 * Resources that may open a path, or let somebody in, in a way that nothing here knows: a proof cannot say anything while one is there.
 * @param own types that the user of the kit answers for
 */
export function unmodelled(inventory: Inventory, own: readonly string[] = []): PreviewResource[] {
  return inventory.resources.filter(
    (resource) =>
      !isGroup(resource) &&
      !resource.type.startsWith("kubernetes:") &&
      !known.has(resource.type) &&
      knownType(resource.type) === undefined &&
      !own.includes(resource.type),
  );
}
