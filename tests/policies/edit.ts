/** Keys that lead to a value; a number is a place in a list. */
export type Path = readonly (string | number)[];

/** A path as cases write it: keys with blanks between them, since keys of Kubernetes hold dots and slashes. */
export function path(text: string): Path {
  return text.split(" ").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * The value with another at a path; `undefined` takes it away. Text on the way is a JSON document, which is read and written again: policies
 * of AWS and bootstraps of Envoy stand as text in their resources.
 */
export function edited(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (typeof value === "string") return JSON.stringify(edited(JSON.parse(value), [key, ...rest], to));
  if (Array.isArray(value)) {
    const items = [...value];
    if (rest.length === 0 && to === undefined) items.splice(Number(key), 1);
    else items[Number(key)] = edited(items[Number(key)], rest, to);
    return items;
  }
  const record: Record<string, unknown> = { ...(value as object | undefined) };
  const next = edited(record[key], rest, to);
  if (next === undefined) delete record[key];
  else record[key] = next;
  return record;
}

/** The value at a path; text on the way is read as in {@link edited}. */
export function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return value;
  if (typeof value === "string") return valueAt(JSON.parse(value), [key, ...rest]);
  return valueAt((value as Record<string | number, unknown> | undefined)?.[key], rest);
}
