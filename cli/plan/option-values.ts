import { type Seconds, seconds } from "../../planner/units.ts";

/** A number with thousands as `k`, `M`, `G`. @throws RangeError that names the option. */
export function number(option: string, text: string): number {
  const [, digits, unit] = /^(-?\d+(?:[._]\d+)*)([kMG]?)$/.exec(text) ?? [];
  if (digits === undefined)
    throw new RangeError(`--${option} is "${text}"; accepted: a number, with k, M or G for thousands, millions or billions`);
  return Number(digits.replaceAll("_", "")) * ({ k: 1e3, M: 1e6, G: 1e9 }[unit as "k"] ?? 1);
}

/** A time with its unit. @throws RangeError that names the option. */
export function time(option: string, text: string): Seconds {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?(ms|s)$/.exec(text) ?? [];
  const value = Number(digits) * (unit === "ms" ? 1e-3 : 1);
  if (!(value > 0)) throw new RangeError(`--${option} is "${text}"; accepted: a time above 0 in ms or s, such as 50ms or 2s`);
  return seconds(value);
}
