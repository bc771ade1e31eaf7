import type { PreviewResource } from "../../../engine/preview.ts";
import { isGroup, knownType } from "../../../policies/types/known-types.ts";
import type { Inventory } from "../../input/inventory.ts";
import { isHidden } from "../../input/value.ts";
import { known } from "./known-types.ts";

/** Inputs that do not affect paths, so that they may stay unknown. */
const besides = new Set(["tags", "tagsAll", "policy", "userData", "userDataBase64", "description"]);

/** Gaps in a network's resources as text: types unknown to the graph, and hidden inputs. */
export function unseenIn(inventory: Inventory, own: readonly string[] = []): string[] {
  const unknownTypes = unmodelled(inventory, own).map(({ type, name }) => `${type} ${name} has a type that nothing here evaluates`);
  const hidden = inventory.resources
    .filter(({ type }) => known.has(type))
    .flatMap(({ type, name, inputs }) =>
      Object.entries(inputs)
        .filter(([property, value]) => !besides.has(property) && holdsHidden(value))
        .map(([property]) => `${property} of ${type.split(":").pop()} ${name} is unknown`),
    );
  return [...unknownTypes, ...hidden];
}

function holdsHidden(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(holdsHidden) : isHidden(value);
}

/**
 * Resources that may open a path or grant access in a way unknown to this code: a proof is undecided while there is one.
 * @param own types that the user takes responsibility for
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
