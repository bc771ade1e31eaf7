/** JSON of strings, numbers, lists and maps is valid CEL, including its escapes in double quotes. */
export const literal = (
  value: string | number | readonly string[] | Readonly<Record<string, string | number | readonly string[]>>,
): string => JSON.stringify(value);

/** An RE2 pattern that matches exactly this text. */
export const quotePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
