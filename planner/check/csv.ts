/** Rows of comma-separated values by column; a quoted field may contain commas, line breaks and doubled quotes. Lines may end in CR LF. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let field = "";
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(field);
    field = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") end();
    else if (char === "\n") {
      end();
      rows.push([]);
    } else if (char !== "\r") field += char;
  }
  if (field !== "" || (rows.at(-1)?.length ?? 0) > 0) end();
  const [columns = [], ...values] = rows.filter((row) => row.length > 1 || (row[0] ?? "") !== "");
  return values.map((row) => Object.fromEntries(columns.map((column, i) => [column.trim(), row[i]?.trim() ?? ""])));
}
