import { UNKNOWN } from "../../preview.ts";
import { type SymbolTable, symbolsIn } from "./symbol.ts";

/**
 * A value of a preview with symbols, without what the program decided by one. Where a plain preview does not know a value and this one shows
 * no symbol in it, the program has made it from a symbol and left nothing of that: by comparing it, say, with a text that a deployment might
 * give (`status === "ACTIVE"`), or by hashing it. Such a value says nothing about the deployment, so it is {@link UNKNOWN} here too.
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
