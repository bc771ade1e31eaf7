import { SECRET, UNKNOWN } from "../../engine/preview.ts";
import { isSecretNamed, maskNamed } from "./mask-text.ts";

/** Where a value is. */
export interface ValueLocation {
  /** Last part of the path. */
  name: string;
  /** Whether everything there is secret. */
  secret: boolean;
}

/** Called with each text of a value, and its location. */
type Visit = (text: string, location: ValueLocation) => string;

/** A value with `visit` called for each text in it; a list of name-value pairs (`env`, `tags`) is treated as a map. */
export function mapTexts(value: unknown, location: ValueLocation, visit: Visit): unknown {
  if (typeof value === "string") return visit(value, location);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, location, visit));
  if (typeof value !== "object" || value === null)
    return location.secret && typeof value === "number" ? visit(String(value), location) : value;
  const named = entryName(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = named !== undefined && key === "value" ? named : key;
      return [visit(key, { name: "", secret: false }), mapTexts(inner, { name, secret: location.secret }, visit)];
    }),
  );
}

/** `DB_PASSWORD` of `{ name: DB_PASSWORD, value: ... }`. */
function entryName(value: object): string | undefined {
  const { name, key } = value as { name?: unknown; key?: unknown };
  const found = name ?? key;
  return "value" in value && typeof found === "string" ? found : undefined;
}

/** Whether a text is secret by location: no part of it may be shown. */
export function isSecretText(text: string, { name, secret }: ValueLocation): boolean {
  if (text === "" || text === SECRET || text === UNKNOWN) return false;
  return secret || isSecretNamed(name, text);
}

/** A text at its location, masked. */
export function maskPlaced(text: string, location: ValueLocation, known: readonly string[]): string {
  return isSecretText(text, location) ? SECRET : maskNamed(location.name, text, known);
}
