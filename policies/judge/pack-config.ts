import { type Config, type Enforcement, type Rule, type Severity, severities } from "../rule/rule.ts";
import { parseWaiver, type Waiver } from "../waivers/waiver.ts";

/** What `--policy-pack-config` holds: `all`, or the name of a rule, with a level or an object. */
export type PackConfig = Readonly<Record<string, unknown>>;

/** How a rule is applied. */
export interface RuleSettings {
  enforcement: Enforcement;
  /** A disabled rule is not evaluated. */
  disabled: boolean;
  severity: Severity;
  config: Config;
  /** Waivers of this rule from the configuration. */
  waivers: readonly Waiver[];
}

const levels = ["mandatory", "advisory", "disabled"];

/** A configuration that names no rule of the pack, or something that a rule does not take. */
export class PackConfigError extends Error {
  override readonly name = "PackConfigError";
}

/**
 * The settings of every rule: the rule's own, then `all`, then the entry under its name.
 * @throws PackConfigError naming what is wrong and what is accepted
 */
export function ruleSettings(rules: readonly Rule[], given: PackConfig = {}): Map<string, RuleSettings> {
  const unknown = Object.keys(given).find((name) => name !== "all" && !rules.some((rule) => rule.name === name));
  if (unknown !== undefined)
    throw new PackConfigError(
      `policy configuration: ${unknown} is not a rule of the pack; accepted: all and the names that modelkeep policies lists`,
    );
  return new Map(rules.map((rule) => [rule.name, settingsOf(rule, given)]));
}

function settingsOf(rule: Rule, given: PackConfig): RuleSettings {
  const all = levelOf("all", given["all"]);
  const own = given[rule.name];
  const values = typeof own === "object" && own !== null ? (own as Record<string, unknown>) : {};
  const level =
    levelOf(rule.name, typeof own === "string" || own === undefined ? own : values["enforcementLevel"]) ?? all ?? rule.enforcement;
  return { enforcement: level === "advisory" ? "advisory" : "mandatory", disabled: level === "disabled", ...configured(rule, values) };
}

/**
 * What a rule reads of its own configuration, with defaults.
 * @param values properties other than `enforcementLevel`
 * @throws PackConfigError for a property that the rule does not take, or a value of another type
 */
export function configured(rule: Rule, values: Readonly<Record<string, unknown>>): Pick<RuleSettings, "severity" | "config" | "waivers"> {
  const properties = rule.config ?? {};
  for (const [key, value] of Object.entries(values)) {
    if (["enforcementLevel", "severity", "waivers"].includes(key)) continue;
    const property = properties[key];
    const accepted = ["enforcementLevel", "severity", "waivers", ...Object.keys(properties)].join(", ");
    if (!property)
      throw new PackConfigError(`policy configuration: ${rule.name}.${key} is not a setting of the rule; accepted: ${accepted}`);
    if (property.type === "integer" ? !Number.isInteger(value) : !Array.isArray(value))
      throw new PackConfigError(`policy configuration: ${rule.name}.${key}: ${JSON.stringify(value)} is not an ${property.type}`);
  }
  const severity = values["severity"] ?? rule.severity;
  if (!severities.some((one) => one === severity))
    throw new PackConfigError(
      `policy configuration: ${rule.name}.severity: ${JSON.stringify(severity)} is not a severity; accepted: ${severities.join(", ")}`,
    );
  const given = values["waivers"] ?? [];
  if (!Array.isArray(given)) throw new PackConfigError(`policy configuration: ${rule.name}.waivers is not a list`);
  const waivers = given.map((waiver) => {
    const parsed = parseWaiver({ ...(waiver as object), rule: rule.name });
    if (typeof parsed === "string") throw new PackConfigError(`policy configuration: ${rule.name}.waivers: ${parsed}`);
    return parsed;
  });
  const defaults = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, property.default]));
  return { severity: severity as Severity, config: { ...defaults, ...values }, waivers };
}

function levelOf(name: string, level: unknown): string | undefined {
  if (level === undefined || levels.some((one) => one === level)) return level as string | undefined;
  throw new PackConfigError(`policy configuration: ${name}: ${JSON.stringify(level)} is not a level; accepted: ${levels.join(", ")}`);
}
