/** Part of a text, from a place up to another. */
export interface Span {
  start: number;
  end: number;
}

const space = /\s/;
const word = /[\w$]/;
const closing = /[)\]}>]/;

/** The first place from one on that is no space. */
function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && space.test(text[at]!)) at++;
  return at;
}

/** Whether the comma that stands here is the last of a list, which a formatter writes on broken lines only. */
function lastComma(text: string, at: number): boolean {
  return text[at] === "," && closing.test(text[afterSpace(text, at + 1)] ?? "");
}

/** Where code that begins here ends; undefined where it is other code. */
function endOf(code: string, text: string, start: number): number | undefined {
  let [end, i] = [start, 0];
  while (i < code.length) {
    const [at, next] = [afterSpace(text, end), afterSpace(code, i)];
    const words = i > 0 && word.test(code[i - 1]!) && word.test(code[next]!);
    if (words && at > end !== next > i) return undefined;
    if (text[at] === code[next]) [end, i] = [at + 1, next + 1];
    else if (i > 0 && lastComma(text, at)) end = at + 1;
    else if (code[next] === "," && closing.test(text[at] ?? "") && (lastComma(code, next) || next === code.length - 1)) i = next + 1;
    else return undefined;
  }
  return end;
}

/**
 * Every place of a piece of code in a part of a text. Line breaks, the number of spaces, and commas at the end of a list are as a
 * formatter wants them, so they do not count; nor does space at either end of the code.
 */
export function placesOf(code: string, text: string, within: Span): Span[] {
  const bare = code.trim();
  const found: Span[] = [];
  for (let start = within.start; start < within.end; start++) {
    if (text[start] !== bare[0]) continue;
    const end = endOf(bare, text, start);
    if (end !== undefined && end <= within.end) found.push({ start, end });
  }
  return found;
}

/** The text with something else in a place of it. Space stays as it is at the ends of the place at which the code has some. */
export function replaced(text: string, { start, end }: Span, code: string, by: string): string {
  const left = code.trimStart() === code ? by : by.trimStart();
  const both = code.trimEnd() === code ? left : left.trimEnd();
  return text.slice(0, start) + both + text.slice(end);
}
