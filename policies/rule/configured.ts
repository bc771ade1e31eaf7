import type { Config } from "./rule.ts";

/** A number of a rule's configuration. @throws TypeError for anything else: the pack's own schema was not applied */
export function numberOf(config: Config, key: string): number {
  const value = config[key];
  if (typeof value !== "number") throw new TypeError(`configuration ${key}: ${JSON.stringify(value)} is not a number`);
  return value;
}

/** A list of a rule's configuration, as text. @throws TypeError as {@link numberOf} does */
export function listOf(config: Config, key: string): string[] {
  const value = config[key];
  if (!Array.isArray(value)) throw new TypeError(`configuration ${key}: ${JSON.stringify(value)} is not a list`);
  return value.map(String);
}
