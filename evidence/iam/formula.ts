import type { AddressRange } from "../../network-range/range.ts";
import type { Pattern } from "./pattern.ts";

/** A statement about a request that is still open: who asks, for what, in which context. */
export type Formula =
  | { kind: "constant"; value: boolean }
  | { kind: "and" | "or"; parts: readonly Formula[] }
  | { kind: "not"; part: Formula }
  /** A variable that is true or false. */
  | { kind: "flag"; name: string }
  /** What cannot be decided, and why; it may be either. Two with the same `same` are either both true or both false. */
  | { kind: "open"; why: string; same?: string }
  | { kind: "text"; of: string; pattern: Pattern }
  | { kind: "number"; of: string; is: "equal" | "below"; value: number }
  | { kind: "address"; of: string; range: AddressRange };

/** Values of all variables of a request. A variable that is not there is false, or meets nothing. */
export interface Assignment {
  flags: Readonly<Record<string, boolean>>;
  texts: Readonly<Record<string, string>>;
  numbers: Readonly<Record<string, number>>;
  addresses: Readonly<Record<string, Omit<AddressRange, "last">>>;
}

export const always: Formula = { kind: "constant", value: true };
export const never: Formula = { kind: "constant", value: false };
export const flag = (name: string): Formula => ({ kind: "flag", name });

/** What cannot be decided. @param same the text that is not understood, with its place: the same text at the same place means the same */
export const open = (why: string, same?: string): Formula => ({ kind: "open", why, ...(same === undefined ? {} : { same }) });

const joined = (kind: "and" | "or", parts: readonly Formula[]): Formula => {
  const decisive = kind === "or";
  if (parts.some((part) => part.kind === "constant" && part.value === decisive)) return decisive ? always : never;
  const left = parts.filter((part) => part.kind !== "constant").flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (left.length === 0) return decisive ? never : always;
  return left.length === 1 ? left[0]! : { kind, parts: left };
};

export const and = (...parts: readonly Formula[]): Formula => joined("and", parts);
export const or = (...parts: readonly Formula[]): Formula => joined("or", parts);

export function not(part: Formula): Formula {
  if (part.kind === "constant") return part.value ? never : always;
  return part.kind === "not" ? part.part : { kind: "not", part };
}

/** Every formula that a formula is made of, itself included. */
export function* within(formula: Formula): Generator<Formula> {
  yield formula;
  if (formula.kind === "not") yield* within(formula.part);
  if (formula.kind === "and" || formula.kind === "or") for (const part of formula.parts) yield* within(part);
}

/** What in a formula cannot be decided, each reason once. */
export const openReasons = (formula: Formula): string[] => [
  ...new Set([...within(formula)].flatMap((part) => (part.kind === "open" ? [part.why] : []))),
];

/**
 * A formula that holds only where the given one holds for any value of its open parts: an open part takes the worst one. What is lost
 * are cases in which the same open part hurts in one place and helps in another.
 */
export function certain(formula: Formula, hurts = false): Formula {
  switch (formula.kind) {
    case "open":
      return hurts ? always : never;
    case "not":
      return not(certain(formula.part, !hurts));
    case "and":
      return and(...formula.parts.map((part) => certain(part, hurts)));
    case "or":
      return or(...formula.parts.map((part) => certain(part, hurts)));
    case "constant":
    case "flag":
    case "text":
    case "number":
    case "address":
      return formula;
  }
}
