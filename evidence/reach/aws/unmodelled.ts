import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { isHidden } from "../../input/value.ts";
import { apart, known } from "./known-types.ts";

/** Inputs that say nothing about a path, so that they may stay unknown. */
const besides = new Set(["tags", "tagsAll", "policy", "userData", "userDataBase64", "description"]);

/** What of a network's resources cannot be seen, in words: types that the graph does not know, and inputs that are hidden. */
export function unseenIn(inventory: Inventory): string[] {
  const foreign = unmodelled(inventory).map(({ type, name }) => `${type} ${name} is of a type that the graph does not know`);
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

/** Resources that may be part of a network path in a way that the graph does not know: a proof cannot say anything while one is there. */
function unmodelled(inventory: Inventory): PreviewResource[] {
  return inventory.resources.filter(({ type, custom }) => {
    const [provider, module = ""] = type.split(":");
    if (!custom || provider === "pulumi" || provider === "kubernetes" || provider === "random" || provider === "tls") return false;
    if (provider !== "aws") return true;
    return !apart.includes(module.split("/")[0]!) && !known.has(type);
  });
}
