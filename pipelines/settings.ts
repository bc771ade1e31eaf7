import { UsageError } from "../engine/preview.ts";
import type { CiSettings } from "./written-files.ts";

/** Accepted characters: each value is used in YAML, in an expression or in a shell variable, and must be a plain word there. */
const words: [key: Exclude<keyof CiSettings, "fromPackage">, what: string, pattern: RegExp, accepted: string][] = [
  ["stacks", "stack", /^[A-Za-z0-9][\w.-]{0,99}$/, "letters, digits, `.`, `_` and `-`"],
  ["branch", "branch", /^(?!.*\.\.)[A-Za-z0-9][\w./-]{0,199}$/, "letters, digits, `.`, `_`, `/` and `-`"],
  ["failOn", "--fail-on", /^[\w:+%.-]+(,[\w:+%.-]+)*$/, "gates such as exposure,policy:high,cost:+20%"],
  ["runner", "runner", /^[A-Za-z0-9][\w.-]{0,99}$/, "letters, digits, `.`, `_` and `-`"],
];

/**
 * @param asked requested stacks; all of `existing` where none is
 * @throws UsageError naming each value that is not safe in a workflow, and each stack that does not exist
 */
export function ciSettings(existing: readonly string[], asked: readonly string[], rest: Omit<CiSettings, "stacks">): CiSettings {
  const settings: CiSettings = { ...rest, stacks: [...(asked.length > 0 ? new Set(asked) : existing)] };
  if (settings.stacks.length === 0) throw new UsageError(["there is no stack; accepted: a project with a Pulumi.<stack>.yaml"]);
  const missing = settings.stacks.filter((stack) => !existing.includes(stack));
  const problems = missing.map((stack) => `no stack ${JSON.stringify(stack)}; stacks that exist: ${existing.join(", ")}`);
  for (const [key, what, pattern, accepted] of words) {
    for (const value of [settings[key]].flat()) {
      if (value !== undefined && !pattern.test(value))
        problems.push(`${what} ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`);
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  return settings;
}
