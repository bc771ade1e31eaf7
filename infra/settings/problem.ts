import { plain, valueText } from "./value-text.ts";

/** One thing wrong with the settings, told so that it can be mended without reading the source. */
export interface Problem {
  /** Where, for example `clients[0].limits.inputTokens`; `modelkeep:keep` for the object as a whole. */
  path: string;
  /** What stands there, as JSON, cut where it is long; absent when nothing does. */
  value?: string;
  /** What was wrong and what is accepted, on one line. */
  message: string;
}

/** Most problems told at once: with more, the first ones are usually the cause of the others. */
const mostShown = 20;

/** A path as a reader of YAML writes it; the empty path is the whole object. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "modelkeep:keep";
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w-]+$/.test(name)) return `${text}[${valueText(name)}]`;
    return text ? `${text}.${plain(name)}` : plain(name);
  }, "");
}

/** A problem at `path`; a `value` of undefined means that nothing stands there. */
export function problemAt(path: string, value: unknown, message: string): Problem {
  return value === undefined ? { path, message } : { path, value: valueText(value), message };
}

/** One problem on one line. */
export const problemText = ({ path, value, message }: Problem): string => `${path}: ${value === undefined ? "" : `${value} `}${message}`;

/** All problems as one text: a line each, and the promise that nothing was created. */
export function formatProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.slice(0, mostShown).map((problem) => `  ${problemText(problem)}`);
  const hidden = problems.length - lines.length;
  return [
    `modelkeep:keep has ${count}; nothing was created`,
    ...lines,
    ...(hidden > 0 ? [`  and ${hidden} more, shown when these are fixed`] : []),
  ].join("\n");
}
