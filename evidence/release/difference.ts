import { isHidden } from "../input/value.ts";

/** A difference between two values. */
export interface Difference {
  /** For example `spec.template.spec.containers[0].args[3]`; a part in quotes and brackets is a key with dots or brackets in it. */
  path: string;
  /** Value that the release renders; undefined where it renders none. */
  rendered: unknown;
  /** Value in the stack; undefined where there is none. */
  here: unknown;
  /** Whether the value in the stack is hidden, unknown or secret, so that it cannot be compared. */
  hidden: boolean;
}

const plainKey = /^[\w-]+$/;
const below = (path: string, key: string) => {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}${path.endsWith(inText) ? "" : "."}${key}`;
};

/** Separator between the path of a text and a path within it. */
const inText = ": ";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The parsed structure of a JSON text; undefined for other text. */
function structureOf(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/**
 * All differences of two plain values, leaf by leaf. For a JSON text, such as an Envoy configuration in a ConfigMap, the differing
 * fields are named; equivalent texts that are written differently differ as texts.
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

/** Maximum length of a value in a finding, in characters. */
const longest = 60;

/** An excerpt of a value around its first difference from the other one. */
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
