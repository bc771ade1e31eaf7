import { remembered } from "./remembered.ts";

/**
 * The value of a JSON text, which must not be changed. A text with a duplicate key is rejected: parsers differ in which of the two they
 * take.
 * @throws SyntaxError for text that is not JSON, or has a duplicate key
 */
export const parseJson: (text: string) => unknown = remembered((text) => {
  const value: unknown = JSON.parse(text);
  if (keysWritten(text) !== keysOf(value)) throw new SyntaxError("a key is there twice");
  return value;
});

/** How many keys are written in a text that is JSON. Outside of its strings, a colon occurs only after each key. */
const keysWritten = (text: string): number => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "").split(":").length - 1;

/** How many keys a value has, at any depth. `__proto__` is an own key of what JSON.parse makes, like any other. */
function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value as object).reduce<number>((sum, one) => sum + keysOf(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
