import { Scalar, stringify } from "yaml";
import type { ManifestObject } from "./kubernetes-objects.ts";

/** Keys that a reader looks for first; all others follow by name. */
const first = ["apiVersion", "kind", "metadata", "name", "namespace"];

const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);

const byKey = ([one]: [string, unknown], [other]: [string, unknown]) => rank(one) - rank(other) || (one < other ? -1 : 1);

/** Lines that a block can hold as they are: printable, the first of them not indented, and none that is of blanks alone. */
const plainLines = /^[!-~](?:(?!\n[\t ]+(?:\n|$))[\t\n -~])*$/;

/** A text of several lines as a block that people can read, or else quoted: yaml 2.9.1 loses the blank of a block such as " \n". */
function textNode(text: string): unknown {
  if (/^[\t -~]*$/.test(text) && text.trim() === text) return text;
  const node = new Scalar(text);
  node.type = plainLines.test(text) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  return node;
}

function keyNode(key: string): Scalar {
  const node = new Scalar(key);
  if (!/^[!-~]*$/.test(key)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

/** The same value with keys in one order at every depth; a Map, because a plain object puts keys that are numbers first. */
function ordered(value: unknown): unknown {
  if (typeof value === "string") return textNode(value);
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return new Map(
    Object.entries(value)
      .sort(byKey)
      .map(([key, inner]) => [keyNode(key), ordered(inner)]),
  );
}

/**
 * An object as YAML: the same object gives the same text, whatever the order of its keys. Texts that YAML 1.1 would take for something
 * else than a text (`yes`, `0o7`, `12:30`) are quoted, since that is how kubectl reads.
 */
export function manifestText(object: ManifestObject | Record<string, unknown>): string {
  return stringify(ordered(object), {
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
  });
}
