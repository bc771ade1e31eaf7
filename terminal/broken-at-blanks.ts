/** Prefix of a command on its own line. */
export const commandIndent = "  ";

/** A text broken at blanks into lines of at most `width` columns; a longer word gets its own line. */
export function brokenAtBlanks(text: string, width: number): string[] {
  if (text.startsWith(commandIndent)) return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
