/** Long sentences wrapped to a width, with a hanging indent. */
export function wrapped(line: string, width: number): string[] {
  // A styled line is a title, and a table already fits.
  if (line.includes("\n") || line.length <= width || line.includes("\u001b")) return [line];
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(" ")) {
    if (current && `${indent}${current} ${word}`.length > width) {
      lines.push(`${indent}${current}`);
      current = `  ${word}`;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, `${indent}${current}`];
}
