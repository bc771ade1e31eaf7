import { type SymbolTable, symbolsIn } from "../engine/in-process/symbols/symbol.ts";
import { PreviewError, SECRET, UNKNOWN } from "../engine/preview.ts";
import { type Attribute, type Attributes, attributeOf, snake } from "./names.ts";

/** An input in the three parts of a Terraform plan, and its references. */
export interface PlannedValue {
  /** The known parts of the value. */
  value: unknown;
  /** `true` in place of each value that is not known yet. */
  unknown: unknown;
  /** `true` in place of each secret. */
  sensitive: unknown;
  /** Symbols of the outputs that it was computed from. */
  references: string[];
  /** For an object, its attributes separately. */
  byName?: Readonly<Record<string, PlannedValue>>;
  /** For a list of blocks, the blocks separately. */
  blocks?: readonly PlannedValue[];
}

const plain = (value: unknown): PlannedValue => ({ value, unknown: undefined, sensitive: undefined, references: [] });

const referencesOf = (values: readonly PlannedValue[]): string[] => [...new Set(values.flatMap(({ references }) => references))];

/** An object of several values: each part has the values for which it is set. */
function object(values: readonly [string, PlannedValue][]): PlannedValue {
  const of = (part: "value" | "unknown" | "sensitive") => {
    const there = values.filter(([, one]) => one[part] !== undefined);
    return part !== "value" && there.length === 0 ? undefined : Object.fromEntries(there.map(([key, one]) => [key, one[part]]));
  };
  return {
    value: of("value"),
    unknown: of("unknown"),
    sensitive: of("sensitive"),
    references: referencesOf(values.map(([, one]) => one)),
    byName: Object.fromEntries(values),
  };
}

const isUnknown = ({ value, unknown }: PlannedValue): boolean => value === undefined && unknown === true;

/**
 * A list of several values. A list without a known value is unknown as a whole. In other lists, a text takes the place of an unknown
 * value: Terraform writes `null` there, but then trivy's plan parser gives up and reports no findings.
 */
function list(values: readonly PlannedValue[]): PlannedValue {
  const references = referencesOf(values);
  if (values.length > 0 && values.every(isUnknown)) return { ...plain(undefined), unknown: true, references };
  const marks = (part: "unknown" | "sensitive") =>
    values.some((one) => one[part] !== undefined) ? values.map((one) => one[part] ?? false) : undefined;
  return {
    value: values.map((one) => (isUnknown(one) ? (one.references[0] ?? "(known after apply)") : one.value)),
    unknown: marks("unknown"),
    sensitive: marks("sensitive"),
    references,
  };
}

/** A value without Terraform names in it. */
function free(value: unknown, symbols: SymbolTable): PlannedValue {
  if (value === UNKNOWN) return { ...plain(undefined), unknown: true };
  if (value === SECRET) return { value, unknown: undefined, sensitive: true, references: [] };
  if (typeof value === "number" && Object.hasOwn(symbols, String(value)))
    return { ...plain(undefined), unknown: true, references: [String(value)] };
  if (typeof value === "string") return text(value, symbols);
  if (typeof value !== "object" || value === null) return plain(value);
  if (Array.isArray(value)) return list(value.map((one) => free(one, symbols)));
  return object(Object.entries(value).map(([key, one]) => [key, free(one, symbols)]));
}

/**
 * A text that is an output of another resource is not known yet. A text that contains an output is kept, with the symbol in place
 * of the output: so a policy can be read, which Terraform would hide entirely.
 */
function text(value: string, symbols: SymbolTable): PlannedValue {
  const references = symbolsIn(value, symbols);
  if (references.length === 1 && references[0] === value) return { ...plain(undefined), unknown: true, references };
  return { ...plain(value), references };
}

function shaped(value: unknown, attribute: Attribute, symbols: SymbolTable, where: string): PlannedValue {
  if (value === UNKNOWN) return { ...plain(undefined), unknown: true };
  if (attribute === "value" || attribute === "map") return free(value, symbols);
  if (!Array.isArray(attribute)) return block(value, attribute, symbols, where);
  const [count, inner] = attribute;
  const elements = count === "one" && !Array.isArray(value) ? [value] : Array.isArray(value) ? value : [value];
  if (count === "many" && !Array.isArray(value)) return free(value, symbols);
  const all = elements.map((one) => (inner ? block(one, inner, symbols, where) : free(one, symbols)));
  return { ...list(all), ...(inner ? { blocks: all } : {}) };
}

/**
 * A Pulumi object as a Terraform block.
 * @param where names the resource in the error
 * @param renamed inputs with a different name in Pulumi
 * @throws PreviewError where Terraform has no attribute for an input that is more than a plain value
 */
export function block(
  value: unknown,
  attributes: Attributes,
  symbols: SymbolTable,
  where: string,
  renamed: Record<string, string> = {},
): PlannedValue {
  if (typeof value !== "object" || value === null) return free(value, symbols);
  const inner = Object.entries(value).map(([input, one]): [string, PlannedValue] => {
    const found = attributeOf(input, attributes, renamed);
    if (!found && (typeof one !== "object" || one === null)) return [snake(input), free(one, symbols)];
    if (!found) throw new PreviewError([`${where} has the input "${input}", which has no attribute in Terraform's provider`]);
    return [found[0], shaped(one, found[1], symbols, `${where}.${input}`)];
  });
  return object(inner);
}
