/** One flag of a command line of vLLM. */
export interface GivenFlag {
  /** Its name without dashes before it, spelled as vLLM documents it: `max-model-len`. */
  name: string;
  /** Undefined for a switch, and where nothing follows that could be a value. */
  value: string | undefined;
  /** Place of its first word, and how many words it takes. */
  at: number;
  words: 1 | 2;
}

/** Flags that take no value, by name; what follows them is no value of theirs. */
const switches = new Set([
  "async-scheduling",
  "disable-fastapi-docs",
  "disable-hybrid-kv-cache-manager",
  "disable-uvicorn-access-log",
  "enable-auto-tool-choice",
  "enable-expert-parallel",
  "enable-prefix-caching",
  "enable-prompt-embeds",
  "enforce-eager",
  "headless",
  "language-model-only",
  "trust-remote-code",
]);

const isSwitch = (name: string) => switches.has(name) || (name.startsWith("no-") && switches.has(name.slice(3)));

/** A flag, and the value that is in one word with it. A word such as `-1` is a value. */
const flagWord = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s;

/** Underscores are dashes, but not in the key of a field (`--kernel-config.enable_x`). */
const spelled = (name: string) => name.replace(/^[^.]+/, (own) => own.replaceAll("_", "-"));

/**
 * The flags of a command line, in its order. The only reader of vLLM's arguments outside of the policy pack, which installs alone.
 * Source: `FlexibleArgumentParser`, vLLM 0.33.0, over Python's argparse: `--flag=value` or two words, `_` for `-`.
 */
export function givenFlags(words: readonly string[]): GivenFlag[] {
  return words.flatMap((word, at): GivenFlag[] => {
    const [, given, own] = flagWord.exec(word) ?? [];
    if (given === undefined) return [];
    const name = spelled(given);
    if (own !== undefined) return [{ name, value: own, at, words: 1 }];
    const next = isSwitch(name.toLowerCase()) ? undefined : words[at + 1];
    return next === undefined || flagWord.test(next) ? [{ name, value: undefined, at, words: 1 }] : [{ name, value: next, at, words: 2 }];
  });
}

/** Name of the flag that one word is, without its value; undefined for any other word. */
export const flagNameOf = (word: string): string | undefined => givenFlags([word])[0]?.name;

/** Value of a flag; the last one counts, as for any program with argparse. Undefined where it has none. */
export const flagValue = (words: readonly string[], name: string): string | undefined =>
  givenFlags(words).findLast((flag) => flag.name === name)?.value;

/** Whether a flag is given under its own name. */
export const hasFlag = (words: readonly string[], name: string): boolean => givenFlags(words).some((flag) => flag.name === name);

/** What a switch is set to by `--name` and `--no-name`, the last one of both; undefined where it is left as it is. */
export function switchOf(words: readonly string[], name: string): boolean | undefined {
  const last = givenFlags(words).findLast((flag) => flag.name === name || flag.name === `no-${name}`);
  return last && last.name === name;
}

/**
 * Whether a flag may be given: under its name, under a beginning of it, which argparse takes where it is the only one, or in a file of
 * arguments. What must not be set is not set only where this is false.
 */
export const mayHaveFlag = (words: readonly string[], name: string): boolean =>
  givenFlags(words).some((flag) => [name, "config"].some((one) => one.startsWith(flag.name)));

/** The words of a command line in one text. A shell's quotes stay where they are, as a value may be JSON. */
export const commandWords = (text: string): string[] => text.match(/\{\S*\}|'[^']*'|"[^"]*"|[^\s'"]+(?:'[^']*'|"[^"]*")?/g) ?? [];
