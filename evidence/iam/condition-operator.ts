import { parseCidr } from "../../network-range/cidr.ts";
import type { AddressRange } from "../../network-range/range.ts";
import type { KeyFamily, KeyValue } from "./context-key.ts";
import { and, type Formula, never, not, open, or } from "./formula.ts";
import { type PatternOptions, readPattern } from "./pattern.ts";
import { isArnOfPrincipal } from "./principal-arn.ts";
import { unreadable } from "./unreadable.ts";

/** One of the operators of a condition, without its prefix and suffix. */
export interface Operator {
  family: KeyFamily;
  negated: boolean;
  truth: boolean;
  /** Whether one value of the key meets one value of the policy. */
  test: (key: KeyValue, value: string, variables: boolean) => Formula;
}

const texts =
  (options: Omit<PatternOptions, "variables">): Operator["test"] =>
  (key, value, variables) => {
    const pattern = readPattern(value, { ...options, variables });
    return "unreadable" in pattern ? unreadable(pattern, key.name) : key.meets(pattern);
  };

/** An ARN has six parts; a wildcard stays within its part, but for the last, which may itself have colons. */
const arns: Operator["test"] = (key, value, variables) => {
  const [scheme, ...rest] = value.split(":");
  if (scheme !== "arn" || rest.length < 5) return open(`"${value}" where an ARN is expected`, `${key.name} is an ARN is expected ${value}`);
  const head = readPattern(`arn:${rest.slice(0, 4).join(":")}:`, { wildcards: true, variables, segment: true });
  const tail = readPattern(rest.slice(4).join(":"), { wildcards: true, variables });
  if ("unreadable" in head) return unreadable(head, key.name);
  if ("unreadable" in tail) return unreadable(tail, key.name);
  if (key.name === "aws:principalarn") return isArnOfPrincipal(rest.slice(0, 4), tail, variables);
  return key.meets({ parts: [...head.parts, ...tail.parts], ignoreCase: false });
};

const truths: Operator["test"] = (key, value, variables) => {
  const lower = value.toLowerCase();
  if (lower !== "true" && lower !== "false")
    return open(`"${value}" where true or false is expected`, `${key.name} is true or false is expected ${value}`);
  return texts({ wildcards: false, ignoreCase: true })(key, lower, variables);
};

const numberOf = (value: string) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined);

/** Seconds since 1970, of a date of ISO 8601 or of such a number. */
export const secondsOf = (value: string): number | undefined => {
  const seconds = numberOf(value) ?? Date.parse(value) / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
};

type Comparison = (of: string, value: number) => Formula;
const equal: Comparison = (of, value) => ({ kind: "number", of, is: "equal", value });
const below: Comparison = (of, value) => ({ kind: "number", of, is: "below", value });
const comparisons: Record<string, Comparison> = {
  Equals: equal,
  LessThan: below,
  LessThanEquals: (of, value) => or(below(of, value), equal(of, value)),
  GreaterThan: (of, value) => and(not(below(of, value)), not(equal(of, value))),
  GreaterThanEquals: (of, value) => not(below(of, value)),
};

const compared =
  (read: (value: string) => number | undefined, comparison: Comparison): Operator["test"] =>
  ({ name }, value) => {
    const number = read(value);
    return number === undefined
      ? open(`"${value}" where a number or a date is expected`, `${name} is a number or a date is expected ${value}`)
      : comparison(name, number);
  };

const addresses: Operator["test"] = ({ name }, value) => {
  let range: AddressRange;
  try {
    range = parseCidr(value.includes("/") ? value : `${value}/${value.includes(":") ? 128 : 32}`);
  } catch {
    return open(`"${value}" where an address is expected`, `${name} is an address is expected ${value}`);
  }
  return { kind: "address", of: name, range };
};

const both = (name: string, negation: string, operator: Omit<Operator, "negated">): [string, Operator][] => [
  [name, { ...operator, negated: false }],
  [negation, { ...operator, negated: true }],
];
const plain = (family: KeyFamily, test: Operator["test"], truth = false) => ({ family, test, truth });
const ordered = (prefix: "Numeric" | "Date", family: KeyFamily, read: (value: string) => number | undefined): [string, Operator][] => [
  ...Object.entries(comparisons).map(([name, comparison]): [string, Operator] => [
    `${prefix}${name}`,
    { ...plain(family, compared(read, comparison)), negated: false },
  ]),
  [`${prefix}NotEquals`, { ...plain(family, compared(read, equal)), negated: true }],
];

/** By name in small letters, since operators have no case. Source: "Condition operators" in the IAM JSON policy elements reference. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [
    ...both("StringEquals", "StringNotEquals", plain("text", texts({ wildcards: false }))),
    ...both("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", plain("text", texts({ wildcards: false, ignoreCase: true }))),
    ...both("StringLike", "StringNotLike", plain("text", texts({ wildcards: true }))),
    ...both("ArnEquals", "ArnNotEquals", plain("text", arns)),
    ...both("ArnLike", "ArnNotLike", plain("text", arns)),
    ...both("IpAddress", "NotIpAddress", plain("address", addresses)),
    ...ordered("Numeric", "number", numberOf),
    ...ordered("Date", "date", secondsOf),
    ["Bool", { ...plain("text", truths, true), negated: false }] as [string, Operator],
    ["BinaryEquals", { ...plain("text", texts({ wildcards: false })), negated: false }] as [string, Operator],
  ].map(([name, operator]): [string, Operator] => [name.toLowerCase(), operator]),
);

/** An operator as a policy writes it, taken apart; undefined where IAM knows none of that name. */
export function readOperator(name: string): { operator: Operator | "null"; set: "any" | "all" | undefined; ifExists: boolean } | undefined {
  const [, prefix, base, suffix] = /^(forallvalues:|foranyvalue:)?(.*?)(ifexists)?$/.exec(name.toLowerCase()) ?? [];
  const operator = base === "null" ? "null" : operators.get(base ?? "");
  if (operator === undefined) return undefined;
  return { operator, set: prefix === undefined ? undefined : prefix === "foranyvalue:" ? "any" : "all", ifExists: suffix !== undefined };
}

/** Whether any of the policy's values is met, or with a negated operator none. */
export function meetsAny({ test, negated }: Operator, key: KeyValue, values: readonly string[], variables: boolean): Formula {
  const met = values.length === 0 ? never : or(...values.map((value) => test(key, value, variables)));
  return negated ? not(met) : met;
}
