/** One flag of a command line of vLLM. */
export interface GivenFlag {
  /** Name without leading dashes, spelled as in the vLLM documentation: `max-model-len`. */
  name: string;
  /** Undefined for a switch, and if no value follows. */
  value: string | undefined;
  /** Index of its first word, and number of words. */
  at: number;
  words: 1 | 2;
}

/** Flags without a value, by name. */
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

/** A flag with the value in the same word, if any. A word such as `-1` is a value. */
const flagWord = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s;

/** Underscores mean dashes, except in field keys (`--kernel-config.enable_x`). */
const spelled = (name: string) => name.replace(/^[^.]+/, (own) => own.replaceAll("_", "-"));

/**
 * The flags of a command line, in its order. The only parser of vLLM arguments outside the policy pack, which is installed without the rest of the kit.
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

/** Name of the flag in one word, without its value; undefined if the word is not a flag. */
export const flagNameOf = (word: string): string | undefined => givenFlags([word])[0]?.name;

/** Value of a flag; the last one counts, as always with argparse. Undefined if it has none. */
export const flagValue = (words: readonly string[], name: string): string | undefined =>
  givenFlags(words).findLast((flag) => flag.name === name)?.value;

/** Whether a flag is given by its full name. */
export const hasFlag = (words: readonly string[], name: string): boolean => givenFlags(words).some((flag) => flag.name === name);

/** Words that may set a flag: its name, an abbreviation of two dashes, one of its fields, or a configuration file. */
const maySet = (words: readonly string[], names: readonly string[]): GivenFlag[] =>
  givenFlags(words).filter(({ name, at }) => {
    const own = name.split(".")[0]!;
    return names.includes(own) || (words[at]!.startsWith("--") && [...names, "config"].some((one) => one.startsWith(own)));
  });

/**
 * Value of a switch: the last of `--name` and `--no-name` counts; undefined if neither is given, or if an abbreviation or a configuration file
 * may set it to another value.
 */
export function switchOf(words: readonly string[], name: string): boolean | undefined {
  const names = [name, `no-${name}`];
  const setting = maySet(words, names);
  if (setting.some((flag) => !names.includes(flag.name))) return undefined;
  const last = setting.at(-1);
  return last && last.name === name;
}

/**
 * Whether a flag may be set: by name, by an abbreviation, which argparse accepts if it is unambiguous, or in a configuration file
 * (`--config`); a flag of JSON also by one of its fields, as `--name.field`. Only if this is false is the flag certainly not set.
 * Source: `_get_option_tuples` of Python's argparse, which completes no word of one dash to an option of two.
 */
export const mayHaveFlag = (words: readonly string[], name: string): boolean => maySet(words, [name]).length > 0;

/** The words of a command line. Shell quotes are kept, as a value may be JSON. */
export const commandWords = (text: string): string[] => text.match(/\{\S*\}|'[^']*'|"[^"]*"|[^\s'"]+(?:'[^']*'|"[^"]*")?/g) ?? [];
