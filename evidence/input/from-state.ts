import type { SymbolOrigin } from "../../engine/in-process/symbols/symbol.ts";
import { plainRecord, type WireObject } from "../../engine/in-process/wire.ts";
import { PreviewError } from "../../engine/preview.ts";
import { type ResourceState, resourcesOfStates } from "../../engine/pulumi/preview-json.ts";
import { Inventory } from "./inventory.ts";

/**
 * The inventory of a deployed stack, from what `pulumi stack export` prints: resources with the inputs that they were made from, and the
 * real ids and ARNs in place of symbols.
 *
 * @param json text of the export
 * @throws PreviewError where it is not a state, or has a resource twice: then one of them is pending deletion
 */
export function inventoryOfState(json: string): Inventory {
  const states = statesOf(json);
  const [waiting] = states.filter((state) => state.delete);
  if (waiting)
    throw new PreviewError([
      `${waiting.urn} waits for its deletion and exists still: finish it first, by pulumi up, and export the state again`,
    ]);
  const origins = new Map<string, SymbolOrigin>();
  const own = new Map(states.map(({ urn, inputs }) => [urn, textsOf(plainRecord(inputs ?? {}))]));
  const remember = (text: string | undefined, origin: SymbolOrigin) => {
    if (text && !origins.has(text)) origins.set(text, origin);
  };
  const physical = states.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  // An id names its resource before another resource may say that it knows it; so do an ARN and what the cloud named itself.
  // But what takes over a default of a VPC (its route table, its network ACL) has an id that is the VPC's to name.
  for (const { urn, id } of physical)
    if (
      !own
        .get(urn)
        ?.get(id ?? "")
        ?.startsWith("default")
    )
      remember(id, { urn, property: "id" });
  for (const { urn, outputs } of physical) remember(textAt(outputs, "arn"), { urn, property: "arn" });
  for (const { urn, outputs } of physical)
    for (const [text, property] of textsOf(plainRecord(outputs ?? {}))) if (!own.get(urn)?.has(text)) remember(text, { urn, property });
  return new Inventory(resourcesOfStates(states), (text) => origins.get(text));
}

/** Outputs of the stack itself, as a state has them. @throws PreviewError as {@link inventoryOfState} does */
export function outputsOfState(json: string): Record<string, unknown> {
  return plainRecord(statesOf(json).find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {});
}

function statesOf(json: string): readonly (ResourceState & { delete?: boolean })[] {
  try {
    const { deployment } = JSON.parse(json) as { deployment?: { resources?: ResourceState[] } };
    if (Array.isArray(deployment?.resources)) return deployment.resources;
  } catch {
    // Said below.
  }
  throw new PreviewError(["this is not a state of a stack; accepted: the output of `pulumi stack export`"]);
}

function textAt(values: WireObject | undefined, name: string): string | undefined {
  const value = values?.[name];
  return typeof value === "string" ? value : undefined;
}

/** Every text in a value, with the first path at which it occurs. */
function textsOf(value: unknown, path = "", found = new Map<string, string>()): Map<string, string> {
  if (typeof value === "string" && !found.has(value)) found.set(value, path);
  else if (Array.isArray(value)) for (const [i, item] of value.entries()) textsOf(item, `${path}[${i}]`, found);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) textsOf(item, path === "" ? key : `${path}.${key}`, found);
  return found;
}
