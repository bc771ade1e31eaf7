import { createHash } from "node:crypto";

/** The target of a symbol: one output of one resource. */
export interface SymbolOrigin {
  urn: string;
  /** `id`, or a path such as `arn` or `resources[0].autoscalingGroups[0].name`. */
  property: string;
}

/** Text or number -> its output. A number is keyed by its decimal digits. */
export type SymbolTable = Readonly<Record<string, SymbolOrigin>>;

/**
 * Matches symbols in inputs, as a whole value or within other text. They begin and end with `~`, which has no special meaning in AWS names,
 * ARNs, IAM patterns, URLs or JSON; the digest at their end makes them unique for similar names.
 */
const pattern = /~[A-Za-z0-9_.[\]-]*\.[0-9a-f]{12}~/g;

/** Numbers of 16 digits that are unlikely in a program: 2^52 to 2^53. */
const numberPattern = /(?<![0-9])[4-9][0-9]{15}(?![0-9])/g;

/** Creates symbols, identical in each run, and records their outputs. */
export class Symbols {
  readonly #origins = new Map<string, SymbolOrigin>();

  /** A symbol for a string: `~<name>.<property>.<digest>~`. */
  text(urn: string, property: string): string {
    const readable = `${urn.split("::").slice(3).join("::")}.${property}`.replaceAll(/[^A-Za-z0-9_.[\]-]/g, "_");
    return this.#remember(`~${readable}.${digest(urn, property).slice(0, 12)}~`, { urn, property });
  }

  /** A symbol for a number. */
  number(urn: string, property: string): number {
    const value = 2 ** 52 + Number.parseInt(digest(urn, property).slice(0, 13), 16);
    this.#remember(String(value), { urn, property });
    return value;
  }

  /** The symbols in a JSON value, sorted. */
  tableOf(value: unknown): SymbolTable {
    const used = [...new Set(candidates(JSON.stringify(value)))].sort();
    return Object.fromEntries(used.flatMap((symbol) => (this.#origins.has(symbol) ? [[symbol, this.#origins.get(symbol)!]] : [])));
  }

  #remember(symbol: string, origin: SymbolOrigin): string {
    this.#origins.set(symbol, origin);
    return symbol;
  }
}

/** The symbols in a text, in order. */
export function symbolsIn(text: string, table: SymbolTable): string[] {
  return candidates(text).filter((symbol) => Object.hasOwn(table, symbol));
}

/** The text with each symbol replaced by `value`. */
export function replaceSymbols(text: string, table: SymbolTable, value: (symbol: string) => string): string {
  return symbolsIn(text, table).reduce((rest, symbol) => rest.replaceAll(symbol, () => value(symbol)), text);
}

function candidates(text: string): string[] {
  return [...text.matchAll(pattern), ...text.matchAll(numberPattern)].map(([symbol]) => symbol);
}

function digest(urn: string, property: string): string {
  return createHash("sha256").update(`${urn}\0${property}`).digest("hex");
}
