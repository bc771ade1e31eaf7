import type { Json } from "../body/read-body.ts";

/** Bounds of the JSON Schemas of one request, together. */
export interface SchemaBounds {
  /** Bytes as compact JSON. */
  bytes: number;
  /** Properties of all objects. A compiler took 0.2 s for 200 of them and 23 s for 1,500, for everybody. */
  properties: number;
  /** Schemas beside each other in lists: alternatives, and places of tuples. */
  alternatives: number;
  /** Schemas within each other. */
  depth: number;
  /** Most repetitions that a schema may count: items, characters, properties. */
  repetitions: number;
}

export const schemaBounds: SchemaBounds = { bytes: 32_768, properties: 200, alternatives: 1_000, depth: 16, repetitions: 1_000 };

type Check = (value: Json, walk: Walk, path: string) => string | undefined;

/** Of one request: what was counted so far. */
interface Walk {
  bounds: SchemaBounds;
  properties: number;
  alternatives: number;
  depth: number;
}

const anything: Check = () => undefined;
const text: Check = (value) => (typeof value === "string" ? undefined : "must be a string");
const scalars: Check = (value) => (Array.isArray(value) ? undefined : "must be an array");
export const counted: Check = (value, { bounds: { repetitions } }) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= repetitions
    ? undefined
    : `must be a whole number from 0 to ${repetitions}`;
const number: Check = (value) => (typeof value === "number" ? undefined : "must be a number");
/** A reference within the schema to one of its definitions: `#` itself ended in an error of the server, others name other places. */
const reference: Check = (value) =>
  typeof value === "string" && /^#\/(\$defs|definitions)\/[\w.-]+$/.test(value) ? undefined : "must be #/$defs/NAME or #/definitions/NAME";
export const child: Check = (value, walk, path) => (typeof value === "boolean" ? undefined : schemaProblem(value, walk, path));
export const children: Check = (value, walk, path) => {
  if (!Array.isArray(value)) return "must be an array";
  walk.alternatives += value.length;
  if (walk.alternatives > walk.bounds.alternatives)
    return `has too many alternatives; accepted: at most ${walk.bounds.alternatives} in a request`;
  return first(value.map((one, i) => () => child(one, walk, `${path}.${i}`)));
};
export const named: Check = (value, walk, path) => {
  if (!isObject(value)) return "must be an object";
  walk.properties += Object.keys(value).length;
  if (walk.properties > walk.bounds.properties) return `has too many properties; accepted: at most ${walk.bounds.properties} in a request`;
  return first(
    Object.entries(value).map(
      ([name, one]) =>
        () =>
          child(one, walk, `${path}.${name}`),
    ),
  );
};
export const oneOrMany: Check = (value, walk, path) => (Array.isArray(value) ? children : child)(value, walk, path);

/** Keywords that a schema may have, and what each takes. Others are refused: what is not known here may cost anything there. */
export const keywords: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(["$schema", "$id", "title", "description", "format", "$comment"].map((name) => [name, text])),
  ...Object.fromEntries(
    ["type", "const", "default", "examples", "nullable", "deprecated", "readOnly", "writeOnly", "strict"].map((name) => [name, anything]),
  ),
  ...Object.fromEntries(["enum", "required"].map((name) => [name, scalars])),
  ...Object.fromEntries(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map((name) => [name, number])),
  ...Object.fromEntries(
    ["minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"].map((name) => [name, counted]),
  ),
  uniqueItems: anything,
  items: oneOrMany,
  prefixItems: children,
  additionalProperties: child,
  propertyNames: child,
  properties: named,
  $defs: named,
  definitions: named,
  $ref: reference,
  ...Object.fromEntries(["anyOf", "oneOf", "allOf"].map((name) => [name, children])),
};

export const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const first = (checks: readonly (() => string | undefined)[]): string | undefined => {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
};

function schemaProblem(value: Json, walk: Walk, path: string): string | undefined {
  if (!isObject(value)) return `${path} must be an object`;
  if (walk.depth === walk.bounds.depth)
    return `${path} is nested too deeply; accepted: at most ${walk.bounds.depth} schemas within each other`;
  walk.depth += 1;
  const problem = first(
    Object.entries(value).map(([name, one]) => () => {
      const check = Object.hasOwn(keywords, name) ? keywords[name]! : undefined;
      if (check === undefined) return `${path}.${name} is not accepted; accepted: ${Object.keys(keywords).join(", ")}`;
      const found = check(one, walk, `${path}.${name}`);
      return found === undefined || found.startsWith(path) ? found : `${path}.${name} ${found}`;
    }),
  );
  walk.depth -= 1;
  return problem;
}

/**
 * Why the schemas of one request are refused, since compiling them would cost others their time; undefined where they are within bounds.
 * @param schemas by the path in the body at which each stands
 */
export function schemasProblem(schemas: Readonly<Record<string, Json>>, bounds: SchemaBounds = schemaBounds): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(Object.values(schemas)));
  if (bytes > bounds.bytes) return `the schemas of the request have ${bytes} bytes; accepted: at most ${bounds.bytes}`;
  const walk: Walk = { bounds, properties: 0, alternatives: 0, depth: 0 };
  return first(
    Object.entries(schemas).map(
      ([path, schema]) =>
        () =>
          schemaProblem(schema, walk, path),
    ),
  );
}
