/** Folders whose TypeScript is in plain words, `/*` without those below; grows as others are rewritten. */
export const plainFolders: readonly string[] = [
  "policies",
  "catalog",
  "charts",
  "cli",
  "diff",
  "doctor",
  "engine",
  "evidence",
  "export",
  "html",
  "infra",
  "network-range",
  "pipelines",
  "plan-report",
  "planner",
  "render",
  "terminal",
  "tunnel",
];

/** Words of house style that a native reader stumbles over, as a pattern over a whole word, and what to write instead. */
export const habitWords: Readonly<Record<string, string>> = {
  nobody: "no one, or what is denied",
  "somebody|anybody|everybody": "the principal: a client, any principal, all users",
  whoever: "the principal: any client that, the caller that",
  whatever: "any, or independent of",
  beside: "next to, in addition to or outside of; for memory of vLLM non-torch",
  "stands?(?!-in)": "is, or is in",
  says: "states, returns, reports or requires",
  alone: "only",
  "hears?|heard": "is notified, has a subscription",
  "lends?|lent": "grants, granted",
  foreign: "external, of another account, not allowed or unknown",
  "culprits?": "offender",
  "strangers?": "external reference, unknown client",
  hearsay: "not trusted",
  "mend(?:s|ed)?": "fix, fixed",
  "whence|hither": "from where; the sources",
};

/** Names that a keep is rendered with, which are kept: an admission rule, and the identity and the Envoy cluster of no client. */
const renderedNames = ["foreign-network-policies", "/nobody`", '"nobody"'];

/** The field `says` of a path in evidence.json, where code reads or writes it. */
const reportField = /\.says\b|\bsays(?=[:,)\]]| [}=]|\})/g;

/** A habit word where it is written. */
export interface HabitWord {
  line: number;
  word: string;
  better: string;
}

/** The habit words of a source text, comments, messages and identifiers included. */
export function habitWordsIn(text: string): HabitWord[] {
  return text.split("\n").flatMap((line, i) => {
    const own = renderedNames.reduce((rest, name) => rest.replaceAll(name, ""), line).replaceAll(reportField, "");
    return Object.entries(habitWords).flatMap(([pattern, better]) =>
      [...own.matchAll(new RegExp(`\\b(?:${pattern})\\b`, "gi"))].map(([word]) => ({ line: i + 1, word, better })),
    );
  });
}
