import { SECRET, UNKNOWN } from "../../engine/preview.ts";
import { isSecretNamed, maskNamed } from "./mask-text.ts";

/** Location of a value. */
export interface Place {
  /** Last part of the path. */
  name: string;
  /** Whether everything there is secret. */
  secret: boolean;
}

/** Called with each text of a value, and its location. */
type Visit = (text: string, place: Place) => string;

/** A value with `visit` called for each text in it; a list of name-value pairs (`env`, `tags`) is treated as a map. */
export function mapTexts(value: unknown, place: Place, visit: Visit): unknown {
  if (typeof value === "string") return visit(value, place);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, place, visit));
  if (typeof value !== "object" || value === null) return place.secret && typeof value === "number" ? visit(String(value), place) : value;
  const named = entryName(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = named !== undefined && key === "value" ? named : key;
      return [visit(key, { name: "", secret: false }), mapTexts(inner, { name, secret: place.secret }, visit)];
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
export function isSecretText(text: string, { name, secret }: Place): boolean {
  if (text === "" || text === SECRET || text === UNKNOWN) return false;
  return secret || isSecretNamed(name, text);
}

/** A text at its location, masked. */
export function maskPlaced(text: string, place: Place, known: readonly string[]): string {
  return isSecretText(text, place) ? SECRET : maskNamed(place.name, text, known);
}
