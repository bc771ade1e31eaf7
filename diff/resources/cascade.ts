import { renewedOutputs } from "../../catalog/aws-replacements.ts";
import { type SymbolTable, symbolsIn } from "../../engine/in-process/symbols/symbol.ts";
import { packageOf } from "../../engine/in-process/urn.ts";
import { type PreviewResource, UNKNOWN } from "../../engine/preview.ts";
import { covers, type PathPattern, type PropertyPath, parsePattern, pathText, touches } from "./property-path.ts";
import { providerUrn } from "./provider-urn.ts";
import { type Compared, replacing } from "./replacing.ts";
import type { PropertyChange } from "./resource-change.ts";

/** Resources that will change, by URN. */
export interface Upstream {
  /** Replaced: every output that the program did not set changes. */
  replaced: ReadonlySet<string>;
  /**
   * Those of them that are deleted before their replacement is created: dependents that cannot be updated in place are deleted with them.
   */
  deletedFirst: ReadonlySet<string>;
  /** Updated: a few outputs of a few types change. */
  updated: ReadonlySet<string>;
}

/** An input whose value will change although it reads the same, and the resources that cause it. */
export interface Carried {
  change: PropertyChange;
  because: string[];
}

/**
 * The inputs of a resource that depend on changing outputs, as the engine finds them when it plans: it treats the outputs of a
 * replaced resource as unknown, and an unknown input as changed.
 */
export function carriedChanges(compared: Compared, upstream: Upstream, symbols: SymbolTable): Carried[] {
  const { after } = compared;
  const replaces = replacing(compared);
  const ignored = (after.ignoreChanges ?? []).map(parsePattern).filter((pattern) => pattern !== undefined);
  const inputs = values(after.inputs, []).flatMap(({ path, value }): Carried[] => {
    const because = renewedBy(value, path, after, upstream, symbols);
    if (because.length === 0 || ignored.some((pattern) => covers(pattern, path))) return [];
    const change = { path: pathText(path), kind: "change" as const, before: value, after: value };
    return [{ change: { ...change, replaces: replaces.some((pattern) => covers(pattern, path)) }, because }];
  });
  const open = replaces.filter((pattern) => !ignored.some((other) => covers(other, pattern)));
  return [...inputs, ...withDeleted(after, open, upstream), ...byProvider(after, upstream)];
}

/**
 * For a resource that is deleted first, the engine treats every output as unknown, even an unchanged name, when it computes what else must
 * be replaced.
 * Source: `calculateDependentReplacements` of pulumi/pulumi, pkg/resource/deploy/step_generator.go; read 2026-11-25.
 */
function withDeleted(
  { inputs, propertyDependencies = {} }: PreviewResource,
  replaces: readonly PathPattern[],
  { deletedFirst }: Upstream,
): Carried[] {
  return Object.entries(propertyDependencies).flatMap(([key, urns]): Carried[] => {
    const because = urns.filter((urn) => deletedFirst.has(urn));
    if (because.length === 0 || !replaces.some((pattern) => touches(pattern, [key]))) return [];
    return [{ change: { path: pathText([key]), kind: "change", before: inputs[key], after: inputs[key], replaces: true }, because }];
  });
}

/** A replaced provider has a new id, which its resources refer to. */
function byProvider(resource: PreviewResource, { replaced }: Upstream): Carried[] {
  const urn = providerUrn(resource);
  if (urn === undefined || !replaced.has(urn)) return [];
  return [{ change: { path: "options.provider", kind: "change", before: urn, after: urn, replaces: true }, because: [urn] }];
}

function renewedBy(
  value: unknown,
  path: PropertyPath,
  { propertyDependencies }: PreviewResource,
  upstream: Upstream,
  symbols: SymbolTable,
): string[] {
  const text = String(value);
  if (text.includes(UNKNOWN)) return (propertyDependencies?.[String(path[0])] ?? []).filter((urn) => upstream.replaced.has(urn));
  const origins = symbolsIn(text, symbols).map((symbol) => symbols[symbol]!);
  const urns = origins.filter(({ urn, property }) => upstream.replaced.has(urn) || (upstream.updated.has(urn) && renews(urn, property)));
  return [...new Set(urns.map(({ urn }) => urn))];
}

const renews = (urn: string, property: string) => {
  const type = urn.split("::")[2]!.split("$").pop()!;
  return packageOf(type) === "aws" && (renewedOutputs[type]?.includes(property) ?? false);
};

function values(value: unknown, path: PropertyPath): { path: PropertyPath; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => values(one, [...path, index]));
  return Object.entries(value).flatMap(([key, one]) => values(one, [...path, key]));
}
