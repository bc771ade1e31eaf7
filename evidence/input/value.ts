import { SECRET, UNKNOWN } from "../../engine/preview.ts";

/** An input as a list: absent is none, a single value one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** An input as an object; anything else is an empty one. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** An input as text; numbers and truth values are printed. Undefined where it is absent or no such value. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Whether the value is one that the input hides: unknown until something exists, or secret. */
export function isHidden(value: unknown): boolean {
  return typeof value === "string" && (value.includes(UNKNOWN) || value === SECRET);
}

/** A truth value: as itself, or as text, which launch templates take. `undefined` where it is absent, "unknown" where it is hidden. */
export function truthOf(value: unknown): boolean | undefined | "unknown" {
  if (isHidden(value)) return "unknown";
  const text = textOf(value);
  return text === undefined || text === "" ? undefined : text === "true";
}
