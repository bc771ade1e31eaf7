import { z } from "zod";

type Schema = z.core.$ZodType;

/** The parts of a zod definition that traversal needs; zod exposes them as `_zod.def` for tools like this one. */
interface Definition {
  type: string;
  shape?: Record<string, Schema>;
  innerType?: Schema;
  element?: Schema;
  keyType?: Schema;
  valueType?: Schema;
  options?: Schema[];
  discriminator?: string;
}

const definition = (schema: Schema): Definition => schema._zod.def as unknown as Definition;

/** The schema without default and optional wrappers. */
function unwrapped(schema: Schema): Schema {
  const inner = definition(schema).innerType;
  return inner ? unwrapped(inner) : schema;
}

/** The forms of a value: one per option of a union, otherwise the schema itself. */
export function formsOf(schema: Schema): Schema[] {
  const bare = unwrapped(schema);
  return definition(bare).options?.flatMap(formsOf) ?? [bare];
}

/** The discriminator field of a union, if it has one. */
export const discriminatorOf = (schema: Schema): string | undefined => definition(unwrapped(schema)).discriminator;

/** The keys of an object or of a record with fixed names; none for any other schema. */
export function keysOf(form: Schema): string[] {
  const { shape, keyType } = definition(form);
  if (shape) return Object.keys(shape);
  return keyType && "entries" in keyType._zod.def ? Object.values(keyType._zod.def.entries as Record<string, string>) : [];
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The likely intended forms of `value`: the one selected by the discriminator, otherwise all. */
export function likelyForms(schema: Schema, value: unknown): Schema[] {
  const forms = formsOf(schema);
  const discriminator = discriminatorOf(schema);
  if (discriminator === undefined || !isObject(value)) return forms;
  const named = forms.filter((form) => constantsOf(form, discriminator).includes(value[discriminator]));
  return named.length > 0 ? named : forms;
}

/** The forms with which an object shares the most keys. */
export function formsSharing(forms: readonly Schema[], value: Record<string, unknown>): Schema[] {
  const scores = forms.map((form) => keysOf(form).filter((key) => Object.hasOwn(value, key)).length);
  return forms.filter((_, i) => scores[i] === Math.max(...scores));
}

/** The literal values that a field of a form accepts; none for a field of another type, or for no field. */
export const constantsOf = (form: Schema, key: string): readonly unknown[] => {
  const field = definition(form).shape?.[key];
  return field instanceof z.ZodLiteral ? [...field.values] : [];
};

/** The value at `path` in plain data, or undefined. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined,
    root,
  );
}

/**
 * The schemas of the value at `path` in `root`, with their outermost wrapper (which has the description). More than one if a union is
 * ambiguous; none if the path does not exist.
 */
export function schemasAt(schema: Schema, path: readonly PropertyKey[], root: unknown): Schema[] {
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  return likelyForms(schema, root).flatMap((form) => {
    const { shape, element, valueType } = definition(form);
    const next = shape && Object.hasOwn(shape, key) ? shape[String(key)] : (element ?? valueType);
    return next ? schemasAt(next, rest, valueAt(root, [key])) : [];
  });
}

/** The description of a value, from the outermost wrapper that has one. */
export function descriptionOf(schema: Schema): string | undefined {
  const { innerType } = definition(schema);
  return (schema as z.ZodType).description ?? (innerType && descriptionOf(innerType));
}

/** Paths at which the schema has a setting named `key`, for a misplaced one. */
export function pathsOf(key: string, schema: Schema, path: readonly string[] = []): string[][] {
  return formsOf(schema).flatMap((form) =>
    Object.entries(definition(form).shape ?? {}).flatMap(([name, next]) => [
      ...(name === key ? [[...path, name]] : []),
      ...pathsOf(key, next, [...path, name]),
    ]),
  );
}
