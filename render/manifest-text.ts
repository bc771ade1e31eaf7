import { Scalar, stringify } from "yaml";
import type { ManifestObject } from "./kubernetes-objects.ts";

/** Keys that come first; all others follow alphabetically. */
const first = ["apiVersion", "kind", "metadata", "name", "namespace"];

const rank = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length);

const byKey = ([one]: [string, unknown], [other]: [string, unknown]) => rank(one) - rank(other) || (one < other ? -1 : 1);

/** Lines that a block scalar can hold verbatim: printable, the first not indented, and none of blanks only. */
const plainLines = /^[!-~](?:(?!\n[\t ]+(?:\n|$))[\t\n -~])*$/;

/** A multi-line text as a readable block scalar, or else quoted: yaml 2.9.1 loses the blank of a block such as " \n". */
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

/** The same value with sorted keys at every depth; a Map, because a plain object puts numeric keys first. */
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
 * An object as YAML: the same object gives the same text, regardless of the order of its keys. Strings that YAML 1.1 would parse as another
 * type (`yes`, `0o7`, `12:30`) are quoted, because kubectl parses YAML 1.1.
 */
export function manifestText(object: ManifestObject | Record<string, unknown>): string {
  return stringify(ordered(object), {
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
  });
}
