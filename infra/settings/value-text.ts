/** Maximum length of a value or name in a message, in characters. */
const longest = 80;

/** Control and format characters that JSON does not escape; a terminal would interpret them. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text on one line that is safe to print in a terminal: invisible characters are escaped, long text is truncated. */
export function plain(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return cut.replace(unprintable, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** A value as JSON, as {@link plain} text. Only for JSON values, which configuration consists of. */
export function valueText(value: unknown): string {
  return plain(JSON.stringify(value) ?? String(value));
}

/** The kind of a value in YAML terms. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  return { string: "a string", number: "a number", boolean: "a boolean", object: "an object" }[typeof value as string] ?? typeof value;
}
