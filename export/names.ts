import { readFileSync } from "node:fs";

/**
 * The shape of an input in Terraform: a plain value, a map, or a list of `one` or `many` values; with nested names where it is a block.
 * Pulumi flattens a list with at most one element, and pluralises the names of other lists.
 */
export type Attribute = "value" | "map" | Attributes | ["one" | "many", Attributes?];
export interface Attributes {
  [name: string]: Attribute;
}

/** Terraform's names of the resources and inputs of Pulumi's AWS provider. */
export interface Names {
  /** Source and date. */
  source: string;
  read: string;
  /** By Pulumi token: Terraform's name of the type, its inputs, and the inputs with a different name in Pulumi, by Pulumi's name. */
  resources: Record<string, [type: string, inputs: Attributes, renamed?: Record<string, string>]>;
}

let known: Names | undefined;

/** The table, read once. `dev/terraform-names` writes it. */
export function awsNames(): Names {
  known ??= JSON.parse(readFileSync(new URL("./aws-names.json", import.meta.url), "utf8")) as Names;
  return known;
}

/** The inverse of Pulumi's naming rule, for plain values that are newer than the table. */
export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** English plurals, by Pulumi's rules for list names. */
const plurals = (name: string): string[] => [
  `${name}s`,
  `${name}es`,
  ...(/[^aeiou]y$/.test(name) ? [`${name.slice(0, -1)}ies`] : []),
  ...(name.endsWith("x") ? [`${name.slice(0, -1)}ces`] : []),
];

/** The Terraform attribute of a Pulumi input; undefined where there is none. */
export function attributeOf(
  input: string,
  attributes: Attributes,
  renamed: Record<string, string> = {},
): [name: string, attribute: Attribute] | undefined {
  const own = Object.hasOwn(renamed, input) ? renamed[input]! : undefined;
  if (own !== undefined && Object.hasOwn(attributes, own)) return [own, attributes[own]!];
  const entries = Object.entries(attributes);
  const same = entries.find(([name]) => camel(name) === input);
  if (same) return same;
  return entries.find(([name, attribute]) => Array.isArray(attribute) && attribute[0] === "many" && plurals(camel(name)).includes(input));
}
