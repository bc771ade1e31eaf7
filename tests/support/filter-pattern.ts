/**
 * Whether a CloudWatch Logs filter pattern for JSON matches a record: the part of the syntax that the keep's alarms use,
 * `{ ($.field.name = "value*") && (... || ...) }`. Source: "Filter pattern syntax for metric filters" in the CloudWatch Logs user guide.
 * @throws Error where the pattern does not follow that syntax
 */
export function matchesPattern(pattern: string, record: unknown): boolean {
  const tokens = pattern.match(/\$[\w.]+|"[^"]*"|&&|\|\||[{}()=]|\S/g) ?? [];
  let at = 0;
  const take = (expected: string) => {
    if (tokens[at++] !== expected)
      throw new Error(`filter pattern: ${expected} expected before "${tokens.slice(at - 1, at + 3).join(" ")}" in ${pattern}`);
  };
  const fieldOf = (path: string) =>
    path
      .slice(2)
      .split(".")
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], record);

  const term = (): boolean => {
    if (tokens[at] === "(") {
      take("(");
      const value = expression();
      take(")");
      return value;
    }
    const field = tokens[at++] ?? "";
    take("=");
    const wanted = tokens[at++] ?? "";
    if (!field.startsWith("$.") || !wanted.startsWith('"')) throw new Error(`filter pattern: not a comparison: ${field} = ${wanted}`);
    const escaped = wanted
      .slice(1, -1)
      .replace(/[.+^${}()|[\]\\?]/g, "\\$&")
      .replaceAll("*", ".*");
    const actual = fieldOf(field);
    return typeof actual === "string" && new RegExp(`^${escaped}$`).test(actual);
  };
  const expression = (): boolean => {
    const first = term();
    const operator = tokens[at];
    if (operator !== "&&" && operator !== "||") return first;
    const values = [first];
    // One kind of operator inside a pair of brackets: mixing them would lean on a precedence that few know.
    while (tokens[at] === operator) {
      take(operator);
      values.push(term());
    }
    return operator === "&&" ? values.every(Boolean) : values.some(Boolean);
  };

  take("{");
  const result = expression();
  take("}");
  if (at !== tokens.length) throw new Error(`filter pattern: text after the end in ${pattern}`);
  return result;
}
