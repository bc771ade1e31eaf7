import { UNKNOWN } from "../../preview.ts";
import { type SymbolTable, symbolsIn } from "./symbol.ts";

/**
 * A value of a symbolic preview, without decisions that the program based on a symbol. Where a value is unknown in a plain preview and
 * contains no symbol in this one, the program has computed it from a symbol without keeping it: for example by comparing it with a text
 * that a deployment might return (`status === "ACTIVE"`), or by hashing it. Such a value is meaningless for the deployment, so it is
 * {@link UNKNOWN} here too.
 *
 * @param plain the same value in a plain preview
 */
export function withoutDecisions(value: unknown, plain: unknown, symbols: SymbolTable): unknown {
  if (plain === UNKNOWN) return symbolsIn(JSON.stringify(value) ?? "", symbols).length > 0 ? value : UNKNOWN;
  if (Array.isArray(value) && Array.isArray(plain)) return value.map((item, i) => withoutDecisions(item, plain[i], symbols));
  if (!isRecord(value) || !isRecord(plain)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutDecisions(inner, plain[key], symbols)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
