import { readFileSync } from "node:fs";

/**
 * The shape of an input in Terraform: a plain value, a map, or a list of `one` or `many` values; with names of its own where it is a block.
 * Pulumi makes a list of one its only element, and gives a list of many a name in the plural.
 */
export type Attribute = "value" | "map" | Attributes | ["one" | "many", Attributes?];
export interface Attributes {
  [name: string]: Attribute;
}

/** Terraform's names of the resources and inputs of Pulumi's AWS provider. */
export interface Names {
  /** Where they were read, and when. */
  source: string;
  read: string;
  /** By Pulumi token: Terraform's name of the type, its inputs, and those that Pulumi calls otherwise, by Pulumi's name. */
  resources: Record<string, [type: string, inputs: Attributes, renamed?: Record<string, string>]>;
}

let known: Names | undefined;

/** The table, read once. `dev/terraform-names` writes it. */
export function awsNames(): Names {
  known ??= JSON.parse(readFileSync(new URL("./aws-names.json", import.meta.url), "utf8")) as Names;
  return known;
}

/** Pulumi's own rule, backwards: for a plain value that is newer than the table. */
export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** English plurals as Pulumi forms them for names of lists. */
const plurals = (name: string): string[] => [
  `${name}s`,
  `${name}es`,
  ...(/[^aeiou]y$/.test(name) ? [`${name.slice(0, -1)}ies`] : []),
  ...(name.endsWith("x") ? [`${name.slice(0, -1)}ces`] : []),
];

/** The attribute that an input of Pulumi is in Terraform; undefined where there is none of that name. */
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
