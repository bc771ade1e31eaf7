import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const sdk = resolve(import.meta.dirname, "../../../node_modules/@pulumi/aws");
const read = new Map<string, readonly string[]>();

/** Inputs without which the SDK refuses to make a resource of a type, as its source says. */
export function requiredInputs(type: string): readonly string[] {
  const [, module = ""] = type.split(":");
  const file = `${sdk}/${module}.js`;
  if (!type.startsWith("aws:") || !existsSync(file)) return [];
  const known = read.get(type) ?? [...readFileSync(file, "utf8").matchAll(/Missing required property '(\w+)'/g)].map(([, name]) => name!);
  read.set(type, known);
  return known;
}
