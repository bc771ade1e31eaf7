import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isNode, isScalar, type Pair, parseDocument, stringify, type YAMLMap } from "yaml";

/** A value to set at a path of maps. */
export interface YamlChange {
  path: readonly string[];
  value: unknown;
}

/** `{kind: on-demand}`, `4`: a value on one line, as written inside a flow map. */
const inline = (value: unknown) => stringify(value, { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trimEnd();

/**
 * YAML text with some values changed and every other character preserved: comments, order, styles and number formats, which
 * reserialising the document would lose.
 * @throws RangeError where the text cannot be edited
 */
export function editedYaml(text: string, changes: readonly YamlChange[]): string {
  const edited = changes.reduce((current, change) => changed(current, change), text);
  if (!isDeepStrictEqual(readValue(edited), withChanges(text, changes)))
    throw new RangeError(`its YAML cannot be changed at ${changes.map(({ path }) => path.join(".")).join(", ")}; change it by hand`);
  return edited;
}

/** The parsed text; undefined where it is not YAML. */
function readValue(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

/**
 * The parsed text, with the changes made to its values only. The maps on the way are copied: those that an anchor shares are one object
 * here, and a change at one place would be one at each.
 */
function withChanges(text: string, changes: readonly YamlChange[]): unknown {
  return changes.reduce((root, { path, value }) => withValue(root, path, value), readValue(text));
}

function withValue(at: unknown, [key, ...below]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const map = at as Record<string, unknown> | null | undefined;
  return { ...map, [key]: withValue(map?.[key], below, value) };
}

function changed(text: string, { path, value }: YamlChange): string {
  const document = parseDocument(text);
  const node = document.getIn(path, true);
  const splice = (start: number, end: number, inserted: string) => text.slice(0, start) + inserted + text.slice(end);
  if (isNode(node) && node.range) return splice(node.range[0], isScalar(node) ? node.range[1] : endOf(text, node.range), inline(value));
  const [map, rest] = deepestMap(document, path);
  const [key = "", ...below] = rest;
  const nested = below.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  const entry = `${key}: ${inline(nested)}`;
  const [start, end] = map.range ?? [0, 0];
  if (map.flow) {
    const close = text.lastIndexOf("}", end);
    const before = text.slice(start, close).trimEnd();
    return splice(start + before.length, start + before.length, `${map.items.length === 0 ? "" : ", "}${entry}`);
  }
  const first = (map.items[0] as Pair<{ range: [number, number, number] }>).key.range[0];
  const indent = first - (text.lastIndexOf("\n", first - 1) + 1);
  return splice(first, first, `${entry}\n${" ".repeat(indent)}`);
}

/** The end of a collection's text, without the line breaks and comments that follow a block. */
function endOf(text: string, [start, end]: [number, number, number]): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** The deepest existing map on a path, and the rest of the path. */
function deepestMap(document: Document, path: readonly string[]): [YAMLMap, readonly string[]] {
  for (let length = path.length - 1; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isMap(node) && (node.flow || node.items.length > 0)) return [node, path.slice(length)];
  }
  throw new RangeError(`it has no map on the way to ${path.join(".")}; change it by hand`);
}
