/** Part of Terraform's schema of one attribute, as GetMapping answers it. Types by number: 1 truth, 2 and 3 number, 4 text, 5 list, 6 map, 7 set. */
export interface Schema {
  type?: number;
  optional?: boolean;
  required?: boolean;
  forceNew?: boolean;
  maxItems?: number;
  element?: { resource?: Record<string, Schema>; schema?: Schema };
}

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** English plurals as Pulumi forms them for names of lists. */
const plurals = (name: string): string[] => [
  `${name}s`,
  `${name}es`,
  ...(/[^aeiou]y$/.test(name) ? [`${name.slice(0, -1)}ies`] : []),
  ...(name.endsWith("x") ? [`${name.slice(0, -1)}ces`] : []),
];

/** Whether an attribute is a list or a set of any number; of at most one, Pulumi makes the element itself. */
export const isMany = ({ type, maxItems }: Schema): boolean => (type === 5 || type === 7) && maxItems !== 1;

/**
 * Pulumi's name of an attribute of Terraform: the first form of it that the SDK declares.
 * @param declared whether the SDK has an input of that name; its own rule is followed where it has none
 */
export function pulumiName(name: string, schema: Schema, declared: (name: string) => boolean): string {
  const own = camel(name);
  const candidates = isMany(schema) ? [...plurals(own), own] : [own];
  return candidates.find(declared) ?? own;
}

/** An attribute with its place, such as `ebsBlockDevices[*].encrypted`. */
export interface Placed {
  path: string;
  /** Depth 0 is an input of the resource itself. */
  depth: number;
  schema: Schema;
}

/** Every attribute that can be given, with those within it. */
export function placed(attributes: Record<string, Schema>, declared: (name: string) => boolean, prefix = "", depth = 0): Placed[] {
  return Object.entries(attributes)
    .filter(([, { optional, required }]) => optional || required)
    .flatMap(([name, schema]) => {
      const path = `${prefix}${pulumiName(name, schema, declared)}`;
      const inner = schema.element?.resource;
      const below = inner ? placed(inner, declared, `${path}${isMany(schema) ? "[*]" : ""}.`, depth + 1) : [];
      return [{ path, depth, schema }, ...below];
    });
}
