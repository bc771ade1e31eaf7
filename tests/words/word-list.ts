/** Folders whose TypeScript is in plain words, `/*` without those below; grows as others are rewritten. */
export const plainFolders: readonly string[] = [
  "policies",
  "charts/front-door",
  "charts/inference",
  "charts/isolation",
  "charts/weights",
  "evidence/iam/*",
  "evidence/input",
  "evidence/network-policy",
  "evidence/reach/space",
  "planner/cache",
  "planner/memory",
  "planner/model",
  "planner/start-up",
  "planner/throughput",
];

/** Words of house style that a native reader stumbles over, as a pattern over a whole word, and what to write instead. */
export const habitWords: Readonly<Record<string, string>> = {
  nobody: "no one, or what is denied",
  "somebody|anybody|everybody": "the principal: a client, any principal, all users",
  whoever: "the principal: any client that, the caller that",
  whatever: "any, or independent of",
  beside: "next to, in addition to or outside of; for memory of vLLM non-torch",
  "stands?": "is, or is in",
  says: "states, returns, reports or requires",
  alone: "only",
  "hears?|heard": "is notified, has a subscription",
  "lends?|lent": "grants, granted",
  foreign: "external, of another account, not allowed or unknown",
  "culprits?": "offender",
  "strangers?": "external reference, unknown client",
  hearsay: "not trusted",
};

/** Names that a keep is rendered with, which stay as they are: the identity and the Envoy cluster of no client. */
const renderedNames = ["/nobody`", '"nobody"'];

/** A habit word where it is written. */
export interface HabitWord {
  line: number;
  word: string;
  better: string;
}

/** The habit words of a source text, comments, messages and identifiers included. */
export function habitWordsIn(text: string): HabitWord[] {
  return text.split("\n").flatMap((line, i) => {
    const own = renderedNames.reduce((rest, name) => rest.replaceAll(name, ""), line);
    return Object.entries(habitWords).flatMap(([pattern, better]) =>
      [...own.matchAll(new RegExp(`\\b(?:${pattern})\\b`, "gi"))].map(([word]) => ({ line: i + 1, word, better })),
    );
  });
}
