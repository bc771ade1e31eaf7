import { plain, valueText } from "./value-text.ts";

/** One problem of the settings, with a message that is sufficient to fix it without reading the source. */
export interface Problem {
  /** Where, for example `clients[0].limits.inputTokens`; `modelkeep:keep` for the object as a whole. */
  path: string;
  /** The value as JSON, truncated if long; absent if there is none. */
  value?: string;
  /** What is wrong and what is accepted, on one line. */
  message: string;
}

/** Maximum number of reported problems: with more, the first ones are usually the cause of the others. */
const mostShown = 20;

/** A path in YAML notation; the empty path is the whole object. */
export function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "modelkeep:keep";
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w-]+$/.test(name)) return `${text}[${valueText(name)}]`;
    return text ? `${text}.${plain(name)}` : plain(name);
  }, "");
}

/** A problem at `path`; a `value` of undefined means that there is none. */
export function problemAt(path: string, value: unknown, message: string): Problem {
  return value === undefined ? { path, message } : { path, value: valueText(value), message };
}

/** One problem on one line. */
export const problemText = ({ path, value, message }: Problem): string => `${path}: ${value === undefined ? "" : `${value} `}${message}`;

/** All problems as one text: one line each, and the statement that nothing was created. */
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
