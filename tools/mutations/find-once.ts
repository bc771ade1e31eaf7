/** Part of a text, from a place up to another. */
export interface Span {
  start: number;
  end: number;
}

const space = /\s/;
const word = /[\w$]/;
const closing = /[)\]}>]/;

/** The first place from `at` on that is no space. */
function afterSpace(text: string, at: number): number {
  while (at < text.length && space.test(text[at]!)) at++;
  return at;
}

/** Whether the comma that stands here is the last of a list, which a formatter writes on broken lines only. */
function lastComma(text: string, at: number): boolean {
  return text[at] === "," && closing.test(text[afterSpace(text, at + 1)] ?? "");
}

/** Where code that begins here ends; undefined where it is other code. */
function endOf(code: string, text: string, start: number): number | undefined {
  let [at, i] = [start, 0];
  while (i < code.length) {
    const [nextAt, nextI] = [afterSpace(text, at), afterSpace(code, i)];
    // All of the space at the end is as good as any other.
    if (nextI === code.length) return nextAt;
    const apart = i > 0 && word.test(code[i - 1]!) && word.test(code[nextI]!);
    if (apart && nextAt > at !== nextI > i) return undefined;
    [at, i] = [nextAt, nextI];
    if (text[at] === code[i]) [at, i] = [at + 1, i + 1];
    else if (i > 0 && lastComma(text, at)) at++;
    else if (i > 0 && code[i] === "," && closing.test(text[at] ?? "") && (lastComma(code, i) || code.slice(i + 1).trim() === "")) i++;
    else return undefined;
  }
  return at;
}

/**
 * Every place of a piece of code in a part of a text. Line breaks, the number of spaces, and commas at the end of a list are as a
 * formatter wants them, so they do not count; space at either end of the code takes with it all that stands there.
 */
export function placesOf(code: string, text: string, within: Span): Span[] {
  const first = afterSpace(code, 0);
  const found: Span[] = [];
  for (let start = within.start; start < within.end; start++) {
    if (text[start] !== code[first]) continue;
    const end = endOf(code.slice(first), text, start);
    if (end === undefined || end > within.end) continue;
    let before = start;
    while (first > 0 && before > within.start && space.test(text[before - 1]!)) before--;
    found.push({ start: before, end });
  }
  return found;
}
