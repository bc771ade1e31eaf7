import type { Attribute, Names } from "../../export/names.ts";

/** The types of Terraform's plugin SDK by their numbers. Source: ValueType in pulumi-terraform-bridge, pkg/tfshim. */
const kinds = { list: 5, map: 6, set: 7 } as const;

interface Schema {
  type?: number;
  optional?: boolean;
  required?: boolean;
  maxItems?: number;
  element?: { resource?: Record<string, Schema>; schema?: Schema };
}

/** What GetMapping answers, as far as it is read here. */
export interface Mapping {
  provider: { resources: Record<string, Record<string, Schema>> };
  resources: Record<string, { tok: string; fields: Record<string, { name?: string; maxItemsOne?: boolean }> | null }>;
}

function attribute({ type, maxItems, element }: Schema): Attribute {
  const block = element?.resource;
  const inner = block ? inputs(block) : undefined;
  if (type === kinds.map) return inner ?? "map";
  if (type !== kinds.list && type !== kinds.set) return "value";
  if (maxItems === 1) return inner ? ["one", inner] : ["one"];
  return inner ? ["many", inner] : ["many"];
}

const inputs = (schema: Record<string, Schema>): Record<string, Attribute> =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([, { optional, required }]) => optional || required)
      .map(([name, one]) => [name, attribute(one)]),
  );

/** Resource types by their Pulumi token: Terraform's name, and the inputs with their shapes. */
export function compactNames({ provider, resources }: Mapping): Names["resources"] {
  return Object.fromEntries(
    Object.entries(resources)
      .map(([name, { tok, fields }]): [string, Names["resources"][string]] => {
        const renamed = Object.entries(fields ?? {}).flatMap(([own, one]) =>
          one.name !== undefined && one.name !== own ? [[one.name, own] as const] : [],
        );
        const own = inputs(provider.resources[name] ?? {});
        return [tok, renamed.length > 0 ? [name, own, Object.fromEntries(renamed)] : [name, own]];
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
