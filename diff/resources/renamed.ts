import { Symbols, type SymbolTable, symbolsIn } from "../../engine/in-process/symbols/symbol.ts";
import type { PreviewResource } from "../../engine/preview.ts";
import type { SidedStack } from "../model.ts";

/**
 * The resources of the base with the names they have at the head: URNs of renamed resources, and the symbols of their outputs, are replaced
 * in the inputs and options of others. So a rename by alias is not a change of resources that refer to it.
 * @param names former URN -> URN at the head
 */
export function renamed(
  { preview, symbols }: Pick<SidedStack, "preview" | "symbols">,
  names: ReadonlyMap<string, string>,
): PreviewResource[] {
  if (names.size === 0) return preview.resources;
  const now = new Map(symbolsOfRenamed(symbols, names));
  const urn = (former: string) => names.get(former) ?? former;
  const text = (value: string) =>
    symbolsIn(value, symbols).reduce((rest, symbol) => rest.replaceAll(symbol, () => now.get(symbol) ?? symbol), value);
  const value = (one: unknown): unknown => {
    if (typeof one === "string") return names.get(one) ?? text(one);
    if (typeof one === "number") return now.has(String(one)) ? Number(now.get(String(one))) : one;
    if (Array.isArray(one)) return one.map(value);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, value(inner)]));
  };
  return preview.resources.map((resource) => ({
    ...resource,
    inputs: value(resource.inputs) as PreviewResource["inputs"],
    parent: resource.parent && urn(resource.parent),
    provider: resource.provider && providerAt(resource.provider, urn),
    dependencies: resource.dependencies.map(urn).sort(),
  }));
}

function symbolsOfRenamed(symbols: SymbolTable, names: ReadonlyMap<string, string>): [string, string][] {
  const made = new Symbols();
  return Object.entries(symbols).flatMap(([symbol, { urn, property }]): [string, string][] => {
    const now = names.get(urn);
    if (now === undefined) return [];
    return [[symbol, symbol.startsWith("~") ? made.text(now, property) : String(made.number(now, property))]];
  });
}

/** A provider reference is `<urn>::<id>`. */
function providerAt(reference: string, urn: (former: string) => string): string {
  const at = reference.lastIndexOf("::");
  return `${urn(reference.slice(0, at))}${reference.slice(at)}`;
}
