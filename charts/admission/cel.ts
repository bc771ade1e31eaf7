/** JSON is CEL for strings, numbers, lists and maps of them: CEL takes JSON's escapes in double quotes. */
export const literal = (
  value: string | number | readonly string[] | Readonly<Record<string, string | number | readonly string[]>>,
): string => JSON.stringify(value);

/** A text as an RE2 pattern that matches nothing but that text. */
export const quotePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
