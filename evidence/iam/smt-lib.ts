import type { Formula } from "./formula.ts";
import type { Pattern } from "./pattern.ts";
import { variable } from "./request-variables.ts";
import { type TextClass, textClasses } from "./text-classes.ts";
import { shapes, type Token } from "./token.ts";

/** What a solver is asked, in SMT-LIB 2.6, and what its variables mean. */
export interface SmtProblem {
  assertions: string;
  /** Truth values. */
  flags: string[];
  /** Texts: the solver chooses one of the classes by its number, in a bit vector. */
  texts: ReadonlyMap<string, readonly TextClass[]>;
  /** Real numbers. */
  numbers: string[];
  /** Addresses; each has a flag and a whole number. */
  addresses: string[];
}

/** Names of the solver's variables. */
export const solverName = {
  text: (name: string): string => `${name} as a text`,
  number: (name: string): string => `${name} as a number`,
  address: (name: string): string => `${name} as an address`,
  isIpv6: (name: string): string => `${name} is IPv6`,
} as const;

const shapeOf: Readonly<Record<string, readonly Token[]>> = {
  [variable.account]: shapes.account,
  [variable.action]: shapes.action,
  [variable.session]: shapes.session,
  [variable.service]: shapes.service,
  [variable.resourceService]: shapes.resourceService,
  [variable.resourceRegion]: shapes.resourceRegion,
  [variable.resourceRest]: shapes.resourceRest,
};

/** Width in bits of a number that tells the classes of a text apart. */
const widthOf = (classes: readonly TextClass[]): number => Math.max(1, Math.ceil(Math.log2(classes.length)));

/** A name without the two characters that SMT-LIB does not have in names. */
export const nameInSolver = (name: string): string => name.replaceAll(/[|\\]/g, "_");

const symbol = (name: string): string => `|${nameInSolver(name)}|`;
const call = (name: string, ...parts: string[]): string => (parts.length === 0 ? name : `(${name} ${parts.join(" ")})`);
const bits = (value: number, width: number): string => `#b${value.toString(2).padStart(width, "0")}`;

const decimal = (value: number): string => {
  const text = Math.abs(value).toFixed(6);
  return value < 0 ? call("-", text) : text;
};

const keyOf = (pattern: Pattern): string => JSON.stringify(pattern);

/** The patterns that a formula tests each text against. */
function patternsIn(formula: Formula, found = new Map<string, Map<string, Pattern>>()): Map<string, Map<string, Pattern>> {
  if (formula.kind === "not") patternsIn(formula.part, found);
  if (formula.kind === "and" || formula.kind === "or") for (const part of formula.parts) patternsIn(part, found);
  if (formula.kind === "text") found.set(formula.of, (found.get(formula.of) ?? new Map()).set(keyOf(formula.pattern), formula.pattern));
  return found;
}

/**
 * A formula as a question to a solver: is there a request for which it holds?
 * @throws Error where its patterns tell apart too many texts
 */
export function smtProblem(formula: Formula): SmtProblem {
  const tested = [...patternsIn(formula)].map(([of, patterns]) => {
    const classes = textClasses(shapeOf[of] ?? shapes.anything, [...patterns.values()]);
    return { of, places: new Map([...patterns.keys()].map((key, i) => [key, i])), classes };
  });
  const texts = new Map(tested.map((one) => [one.of, one]));
  const flags = new Set<string>();
  const numbers = new Set<string>();
  const addresses = new Set<string>();
  let unknown = 0;
  const flag = (name: string) => {
    flags.add(name);
    return symbol(name);
  };
  const test = (of: string, pattern: Pattern): string => {
    const { places, classes } = texts.get(of)!;
    const place = places.get(keyOf(pattern))!;
    const chosen = (those: boolean) =>
      classes.flatMap(({ meets }, i) =>
        meets[place] === those ? [call("=", symbol(solverName.text(of)), bits(i, widthOf(classes)))] : [],
      );
    const [met, missed] = [chosen(true), chosen(false)];
    if (missed.length < met.length) return missed.length === 0 ? "true" : call("not", call("or", ...missed));
    return met.length === 0 ? "false" : call("or", ...met);
  };
  const term = (one: Formula): string => {
    switch (one.kind) {
      case "constant":
        return String(one.value);
      case "and":
      case "or":
        return call(one.kind, ...one.parts.map(term));
      case "not":
        return call("not", term(one.part));
      case "flag":
        return flag(one.name);
      case "open":
        return flag(`open ${one.same ?? unknown++}`);
      case "text":
        return test(one.of, one.pattern);
      case "number":
        numbers.add(one.of);
        return call(one.is === "equal" ? "=" : "<", symbol(solverName.number(one.of)), decimal(one.value));
      case "address": {
        addresses.add(one.of);
        const isIpv6 = flag(solverName.isIpv6(one.of));
        const number = symbol(solverName.address(one.of));
        const { family, first, last } = one.range;
        return call(
          "and",
          family === "ipv6" ? isIpv6 : call("not", isIpv6),
          call("<=", String(first), number),
          call("<=", number, String(last)),
        );
      }
    }
  };
  const assertion = term(formula);
  const declare = (names: Iterable<string>, sort: string) => [...names].map((name) => `(declare-const ${symbol(name)} ${sort})`);
  const lines = [
    ...declare(flags, "Bool"),
    ...declare([...numbers].map(solverName.number), "Real"),
    ...declare([...addresses].map(solverName.address), "Int"),
    ...tested.flatMap(({ of, classes }) => declare([solverName.text(of)], `(_ BitVec ${widthOf(classes)})`)),
    ...tested.map(
      ({ of, classes }) => `(assert ${call("bvule", symbol(solverName.text(of)), bits(classes.length - 1, widthOf(classes)))})`,
    ),
    ...[...addresses].map((name) => {
      const top = call("ite", symbol(solverName.isIpv6(name)), String((1n << 128n) - 1n), String((1n << 32n) - 1n));
      return `(assert ${call("<=", "0", symbol(solverName.address(name)), top)})`;
    }),
    `(assert ${assertion})`,
  ];
  return {
    assertions: lines.join("\n"),
    flags: [...flags],
    texts: new Map(tested.map(({ of, classes }) => [of, classes])),
    numbers: [...numbers],
    addresses: [...addresses],
  };
}
