/** Width of a character of the system's sans-serif face, in parts of the font size; generous, since faces differ. */
const characterWidth = 0.56;

/** Lines of at most `width` pixels; a word that is longer is cut, and what does not fit into the last line ends with an ellipsis. */
export function wrapped(text: string, width: number, fontSize: number, lines: number): string[] {
  const most = Math.floor(width / (fontSize * characterWidth));
  const words = text.split(/(?<=[ ,/])/).flatMap((word) => word.match(new RegExp(`.{1,${most}}`, "gu")) ?? []);
  const found: string[] = [];
  for (const word of words) {
    const open = found.at(-1);
    if (open !== undefined && (open + word).trimEnd().length <= most) found[found.length - 1] = open + word;
    else found.push(word);
  }
  const kept = found.slice(0, lines).map((line) => line.trim());
  if (found.length > lines) kept[lines - 1] = `${kept[lines - 1]!.slice(0, most - 1).trimEnd()}…`;
  return kept;
}
