/** Longest value or name that a message repeats, in characters. */
const longest = 80;

/** Control and format characters that JSON leaves as they are; a terminal would obey them. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text on one line that a terminal prints as it stands: what is invisible is escaped, what is long is cut. */
export function plain(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return cut.replace(unprintable, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** A value as JSON, as {@link plain} text. Only for values that JSON can hold, which is what configuration is made of. */
export function valueText(value: unknown): string {
  return plain(JSON.stringify(value) ?? String(value));
}

/** What kind of value this is, in the words of somebody who writes YAML. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  return { string: "a string", number: "a number", boolean: "a boolean", object: "an object" }[typeof value as string] ?? typeof value;
}
