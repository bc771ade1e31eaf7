import { UNKNOWN } from "../../engine/preview.ts";

/** One part of a pattern: literal text, or a wildcard; `segment` wildcards stop at a colon. */
export type Part = { text: string } | { any: "one" | "many"; segment: boolean };

/** A text with IAM's wildcards `*` and `?`. */
export interface Pattern {
  parts: readonly Part[];
  ignoreCase: boolean;
}

/** A text that is not a readable pattern: the reason. */
export interface Unreadable {
  unreadable: string;
  /** The text whose meaning is open but the same wherever it occurs; absent for a value that is not known yet, which may be any. */
  same?: string;
}

export interface PatternOptions {
  /** `*` and `?` are wildcards; otherwise they are literal. */
  wildcards: boolean;
  /** `${...}` is a policy variable, as in documents of version 2012-10-17. */
  variables: boolean;
  ignoreCase?: boolean;
  /** Wildcards stop at a colon. */
  segment?: boolean;
}

/**
 * `${*}`, `${?}` and `${$}`, which are the literal character. Source: "Using special characters" in "IAM policy elements: Variables and
 * tags".
 */
const tokens = /\$\{([^}]*)\}|[*?]/g;

/** Reads a text of a policy. Policy variables and values that a preview does not know are unreadable, and so is what is not ASCII. */
export function readPattern(
  text: string,
  { wildcards, variables, ignoreCase = false, segment = false }: PatternOptions,
): Pattern | Unreadable {
  if (text.includes(UNKNOWN)) return { unreadable: "a value that is not known yet" };
  if (/[^ -~]/.test(text)) return { unreadable: `characters outside of ASCII in "${text}"`, same: text };
  const parts: Part[] = [];
  const add = (literal: string) => {
    const last = parts.at(-1);
    if (last && "text" in last) last.text += literal;
    else if (literal !== "") parts.push({ text: literal });
  };
  let end = 0;
  for (const { 0: token, 1: variable, index } of text.matchAll(tokens)) {
    add(text.slice(end, index));
    end = index + token.length;
    if (variable === undefined) {
      if (wildcards) parts.push({ any: token === "*" ? "many" : "one", segment });
      else add(token);
    } else if (!variables) add(token);
    else if (["*", "?", "$"].includes(variable)) add(variable);
    else return { unreadable: `the policy variable ${token}`, same: text };
  }
  add(text.slice(end));
  return { parts, ignoreCase };
}

/** A pattern that matches a single text. */
export const exactly = (text: string): Pattern => ({ parts: text === "" ? [] : [{ text }], ignoreCase: false });

/** Whether a pattern takes every text. */
export const isEverything = ({ parts: [only, ...more] }: Pattern): boolean =>
  more.length === 0 && only !== undefined && "any" in only && only.any === "many" && !only.segment;

/** Whether a text meets a pattern. */
export function meets({ parts, ignoreCase }: Pattern, text: string): boolean {
  const source = parts.map((part) => {
    if ("text" in part) return part.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return `${part.segment ? "[^:]" : "."}${part.any === "many" ? "*" : ""}`;
  });
  return new RegExp(`^${source.join("")}$`, ignoreCase ? "is" : "s").test(text);
}
