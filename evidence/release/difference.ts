import { isHidden } from "../input/value.ts";

/** Where two values differ. */
export interface Difference {
  /** For example `spec.template.spec.containers[0].args[3]`; a part in quotes and brackets is a key with dots or brackets in it. */
  path: string;
  /** As the release renders it; undefined where it renders nothing there. */
  rendered: unknown;
  /** As it stands in the stack; undefined where nothing stands there. */
  here: unknown;
  /** Whether what stands here is hidden, unknown or secret, so that nobody can say whether it is the same. */
  hidden: boolean;
}

const plainKey = /^[\w-]+$/;
const below = (path: string, key: string) => {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}${path.endsWith(inText) ? "" : "."}${key}`;
};

/** Stands between the path of a text and a path within it. */
const inText = ": ";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The structure that a text is the JSON of; undefined for other text. */
function structureOf(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/**
 * Every place in which two plain values differ, leaf by leaf. In a text that is JSON the differing fields are named, as of an Envoy
 * configuration in a ConfigMap; where the two say the same and are written differently, the text itself differs.
 */
export function valueDifferences(rendered: unknown, here: unknown, path = ""): Difference[] {
  if (rendered === here) return [];
  if (Array.isArray(rendered) && Array.isArray(here))
    return Array.from({ length: Math.max(rendered.length, here.length) }, (_, i) =>
      valueDifferences(rendered[i], here[i], `${path}[${i}]`),
    ).flat();
  if (isRecord(rendered) && isRecord(here)) {
    const keys = [...new Set([...Object.keys(rendered), ...Object.keys(here)])].sort();
    return keys.flatMap((key) => valueDifferences(own(rendered, key), own(here, key), below(path, key)));
  }
  const one = { path, rendered, here, hidden: rendered !== undefined && isHidden(here) };
  if (typeof rendered !== "string" || typeof here !== "string" || one.hidden) return [one];
  const [was, is] = [structureOf(rendered), structureOf(here)];
  const inside = was && is ? valueDifferences(was, is, `${path}${inText}`) : [];
  return inside.length > 0 ? inside : [one];
}

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

/** Longest text of a value in a finding, in characters. */
const longest = 60;

/** A value in a few words: cut around the first character in which it differs from the other one. */
export function clipped(value: unknown, other: unknown): string {
  if (value === undefined) return "nothing";
  const text = textOf(value);
  if (text.length <= longest) return text;
  const against = textOf(other ?? "");
  const first = [...text].findIndex((character, i) => character !== against[i]);
  const from = Math.max(0, Math.min(first - 15, text.length - longest));
  return `${from > 0 ? "…" : ""}${text.slice(from, from + longest)}${from + longest < text.length ? "…" : ""}`;
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? "nothing";
